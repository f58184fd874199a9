package io.badmap.agent.report;

import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.guard.Encounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of sites met so far, at most {@value #MAX} of them. Thread-safe. Keys are made of the
 * JDK's strings and frames, so that a lookup calls no user code.
 */
final class Pairs {
  private static final int MAX = 10_000;

  /** A report, its keys and its counts. */
  static final long BYTES_PER_PAIR = 2_048;

  /** A frame of a stack, whose names are the JVM's, and its place in a list. */
  static final long BYTES_PER_FRAME = 64;

  private final MisuseReports reports;
  private final ConcurrentHashMap<Pair.Key, Pair> pairs = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Pair.Site, Pair> bySite = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Of both stacks of each. */
  private final AtomicLong frames = new AtomicLong();

  Pairs(MisuseReports reports) {
    this.reports = reports;
  }

  /** What they hold, about. */
  long bytes() {
    return pairs.size() * BYTES_PER_PAIR + frames.get() * BYTES_PER_FRAME;
  }

  /** Lets go of the suppressions before {@code now}, which alone are asked for from now on. */
  void settle(Suppressions now) {
    long time = System.currentTimeMillis();
    for (Pair pair : pairs.values()) {
      pair.suppression(now, time);
    }
  }

  /**
   * The pair of an encounter, made if it is new; {@code null} where there are too many. One that
   * was left out when it was met, and is not by {@code suppressions}, is new again.
   */
  @Nullable Pair of(Encounter encounter, Side first, Side second, Suppressions suppressions) {
    String mapClass = MisuseReports.mapClass(encounter.map);
    boolean meeting = encounter.damage == null;
    long time = encounter.timeMillis;
    Pair half = meeting && second.caller() == null ? with(mapClass, first) : null;
    if (half != null && isOf(suppressions, half, time)) {
      return half;
    }
    MisuseKind kind = MisuseReports.kind(encounter, first, second);
    Pair.Key key = new Pair.Key(kind, mapClass, first, second);
    Pair known = pairs.get(key);
    if (known == null ? pairs.size() >= MAX : isOf(suppressions, known, time)) {
      return known;
    }
    Suppression suppression = suppressions.match(first, second, time);
    long number = suppression == null ? numbers.incrementAndGet() : 0;
    MisuseReport report = reports.report(number, encounter, first, second);
    Pair pair = new Pair(report, suppressions, suppression);
    for (boolean added = false; !added; ) {
      if (known == null) {
        known = pairs.putIfAbsent(key, pair);
        added = known == null;
        frames.addAndGet(added ? frames(report) : 0);
      } else if (isOf(suppressions, known, time)) {
        return known;
      } else {
        added = pairs.replace(key, known, pair);
        frames.addAndGet(added ? frames(report) - frames(known.report) : 0);
        known = added ? known : pairs.get(key);
      }
    }
    if (meeting) {
      index(mapClass, first, pair);
      index(mapClass, second, pair);
    }
    return pair;
  }

  private static long frames(MisuseReport report) {
    return report.first().stack().size() + report.second().stack().size();
  }

  /** Whether a pair is reported, or left out, as it was when it was made. */
  static boolean isOf(Suppressions suppressions, Pair pair, long time) {
    return !pair.isUnnumbered() || pair.suppression(suppressions, time) != null;
  }

  /** A pair that the caller of {@code side} is part of; {@code null} for none. */
  @Nullable Pair with(String mapClass, Side side) {
    StackTraceElement caller = side.caller();
    return caller == null ? null : bySite.get(new Pair.Site(mapClass, caller));
  }

  private void index(String mapClass, Side side, Pair pair) {
    StackTraceElement caller = side.caller();
    if (caller == null) {
      return;
    }
    Pair.Site site = new Pair.Site(mapClass, caller);
    Pair earlier = bySite.putIfAbsent(site, pair);
    if (earlier != null && earlier.isUnnumbered() && !pair.isUnnumbered()) {
      bySite.replace(site, earlier, pair);
    }
  }

  /** The pairs whose report was written, and that are not left out now, the latest first. */
  List<Met> reported(Suppressions suppressions) {
    List<Met> reported = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (Pair pair : pairs.values()) {
      if (pair.written && pair.suppression(suppressions, now) == null) {
        // Read before the number of all, which it must not exceed.
        Map<String, Long> byRule = pair.byRule();
        reported.add(new Met(pair.report, 1 + pair.repeats.get(), byRule));
      }
    }
    reported.sort(Comparator.comparingLong((Met each) -> each.report().number()).reversed());
    return reported;
  }

  /** Pairs that met again after their report, in the order of their reports. */
  List<Closing.Repeat> repeats() {
    List<Closing.Repeat> repeats = new ArrayList<>();
    for (Pair pair : pairs.values()) {
      long times = pair.repeats.get();
      if (times > 0) {
        MisuseReport report = pair.report;
        repeats.add(
            new Closing.Repeat(
                report.number(),
                Sites.site(report.first().caller()),
                Sites.site(report.second().caller()),
                times));
      }
    }
    repeats.sort(Comparator.comparingLong(Closing.Repeat::number));
    return repeats;
  }
}
