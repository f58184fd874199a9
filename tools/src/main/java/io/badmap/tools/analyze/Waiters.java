package io.badmap.tools.analyze;

import io.badmap.tools.model.Side;
import io.badmap.tools.model.Waiter;
import io.badmap.tools.trace.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ties threads that stood still to a misuse: those that waited for a lock that a side held. JFR
 * names the previous owner of a monitor; of a parked thread it tells only the class that it waits
 * for, which is compared with the locks of the sides.
 */
final class Waiters {
  private final OpenWindow open;
  private final Gathering all;
  private final int[] threads;

  private Waiters(OpenWindow open, Gathering all) {
    this.open = open;
    this.all = all;
    threads = ReportMaker.threads(open, all);
  }

  static Waiters of(OpenWindow open, Gathering all) {
    return new Waiters(open, all);
  }

  private record Key(int thread, String lock, int side, boolean sure) {}

  List<Waiter> waiters() {
    Map<Key, long[]> sums = new LinkedHashMap<>();
    for (Stretch stretch : open.stretches()) {
      int side = side(stretch);
      if (side < 0) continue;
      Key key = new Key(stretch.thread(), stretch.what(), side, isOwner(stretch, side));
      long[] sum = sums.computeIfAbsent(key, k -> new long[2]);
      sum[0] += stretch.nanos();
      sum[1]++;
    }
    List<Waiter> waiters = new ArrayList<>();
    sums.forEach(
        (key, sum) ->
            waiters.add(
                new Waiter(
                    all.thread(key.thread()),
                    key.lock(),
                    open.misuse.sides().get(key.side()).thread(),
                    sum[0],
                    (int) sum[1],
                    key.sure())));
    waiters.sort(Comparator.comparingLong(Waiter::nanos).reversed());
    return waiters;
  }

  boolean concerns(Stretch stretch) {
    return side(stretch) >= 0;
  }

  /** Whose lock the thread waited for; -1 where for nobody's. */
  private int side(Stretch stretch) {
    boolean monitor = stretch.kind().equals("monitor");
    if (!monitor && !stretch.kind().equals("park")) return -1;
    for (int side = 0; side < threads.length; side++) {
      if (stretch.thread() == threads[side]) continue;
      boolean owner = isOwner(stretch, side) && mayHold(side, stretch.what());
      if (owner || (!monitor && holdsSuch(side, stretch.what()))) return side;
    }
    return -1;
  }

  private boolean isOwner(Stretch stretch, int side) {
    return stretch.owner() >= 0 && stretch.owner() == threads[side];
  }

  /** Whether what it owned is, as far as its locks are known, among those of the misuse. */
  private boolean mayHold(int side, String what) {
    return open.misuse.sides().get(side).locks() == null || holdsSuch(side, what);
  }

  /** A thread parks on the inner class of a lock: {@code ReentrantLock$NonfairSync}. */
  private boolean holdsSuch(int side, String parkedOn) {
    Side of = open.misuse.sides().get(side);
    if (of.locks() == null || parkedOn.isEmpty()) return false;
    int inner = parkedOn.indexOf('$');
    String lockClass = inner < 0 ? parkedOn : parkedOn.substring(0, inner);
    return of.locks().stream().anyMatch(lock -> lock.startsWith(lockClass));
  }
}
