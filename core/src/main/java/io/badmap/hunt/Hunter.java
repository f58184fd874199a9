package io.badmap.hunt;

import io.badmap.guard.Slots;
import io.badmap.guard.Threads;
import org.jspecify.annotations.Nullable;

/**
 * Decides which operation is held, and learns from what comes of it.
 *
 * <p><b>Assumptions.</b> {@link #entered} and {@link #changing} are called inside the guarded
 * window of an operation, perhaps under locks of the application, perhaps while this class itself
 * uses a map.
 *
 * <p><b>Guarantees.</b> Nothing is reported and nothing thrown here: a delay only makes room for a
 * conflict, and the guard meets it or does not. With a budget of 0 nothing is ever held.
 *
 * <p><b>Progress.</b> An operation that is no candidate costs a clock, an identity hash and a few
 * loads and stores, wait-free and without allocation. A near miss costs a walk of the stack, at
 * most once in {@link #LEAST_QUIET_NANOS} for a map. A delay is bounded by the settings.
 */
public final class Hunter {
  /** A map whose near misses are looked at rests for so long: 50 us, and longer each time. */
  private static final long LEAST_QUIET_NANOS = 50_000;

  private static final long MOST_QUIET_NANOS = 20_000_000;

  /** A delay is so many times as long as the near miss was wide. */
  private static final int STRETCH = 4;

  private static final long LEAST_DELAY_NANOS = 1_000_000;

  /** Locks of a site are read for each of the first passes, then once in a while: it is dear. */
  private static final int LOCKS_READ_FIRST = 3;

  private static final int LOCKS_READ_EACH = 64;
  private static final int STRIPES = 256;
  private static final long LEAST_BEAT_NANOS = 100_000_000;

  private final HuntSettings settings;
  private final boolean[] writes;
  private final @Nullable HeldLocks heldLocks;
  private final NearMisses misses;
  private final Sites sites = new Sites();
  private final Candidates candidates = new Candidates();
  private final Alone alone = new Alone();
  private final Newcomers newcomers = new Newcomers();
  private final HandOvers handOvers = new HandOvers();
  private final DelayBudget budget;
  private final HuntTally tally = new HuntTally();
  private final Slots busy = new Slots(64);

  /** For each row, the last of them for changes: whether a live pair has a site of it. */
  private final boolean[] wanted;

  /** For each thread, by the end of its id: when it may next be looked at on a fresh map. */
  private final long[] nextLook = new long[STRIPES];

  private final long[] lookInterval = new long[STRIPES];

  Hunter(HuntSettings settings, boolean[] writes, @Nullable HeldLocks heldLocks) {
    this.settings = settings;
    this.writes = writes.clone();
    this.heldLocks = heldLocks;
    misses = new NearMisses(settings.delayNanos);
    budget = new DelayBudget(settings.budgetPercent, System.nanoTime());
    wanted = new boolean[writes.length + 1];
  }

  void entered(Object map, int row) {
    access(map, row, writes[row]);
  }

  void changing(Object map) {
    access(map, Hunt.CHANGE, true);
  }

  private void access(Object map, int row, boolean write) {
    Thread thread = Thread.currentThread();
    if (alone.isAlone(thread)) {
      return;
    }
    int id = Threads.id(thread);
    long now = System.nanoTime();
    long stamp = NearMisses.stamp(now, id);
    if (write && Hold.any()) {
      Hold.join(map, thread);
    }
    if (newcomers.note(thread, id, stamp)) {
      // Whoever started it has released it.
      handOvers.acquired(System.identityHashCode(thread), id);
    }
    int hash = System.identityHashCode(map);
    int line = NearMisses.line(hash);
    if (!misses.isOf(line, hash)) {
      misses.take(line, hash);
      if (isWanted(row) && mayLook(id, now)) {
        freshMap(map, line, row, write, thread, now);
        stamp = NearMisses.stamp(System.nanoTime(), id);
      }
      misses.note(line, stamp, write);
      return;
    }
    long held = misses.held(line, stamp);
    if (held != 0) {
      judge(line, held, stamp);
    }
    long rival = misses.rival(line, stamp, write);
    if (rival != 0 && !misses.isQuiet(line, now)) {
      if (handOvers.isOrdered(rival, id)) {
        tally.ordered.add(1);
      } else {
        nearMiss(map, line, rival, row, write, thread, now);
        stamp = NearMisses.stamp(System.nanoTime(), id);
      }
    }
    misses.note(line, stamp, write);
  }

  void released(Object object) {
    int id = Threads.id(Thread.currentThread());
    long stamp = NearMisses.stamp(System.nanoTime(), id);
    handOvers.released(System.identityHashCode(object), id, stamp);
  }

  void acquired(Object object) {
    handOvers.acquired(System.identityHashCode(object), Threads.id(Thread.currentThread()));
  }

  void joined(Thread thread) {
    if (!thread.isAlive()) {
      int ended = Threads.id(thread);
      handOvers.joined(
          ended, NearMisses.stamp(System.nanoTime(), ended), Threads.id(Thread.currentThread()));
    }
  }

  private boolean isWanted(int row) {
    return wanted[row == Hunt.CHANGE ? wanted.length - 1 : row];
  }

  private void want(@Nullable Site site) {
    if (site != null) {
      wanted[site.place.row == Hunt.CHANGE ? wanted.length - 1 : site.place.row] = true;
    }
  }

  private boolean mayLook(int threadId, long now) {
    int stripe = threadId & STRIPES - 1;
    return nextLook[stripe] == 0 || now - nextLook[stripe] >= 0;
  }

  /** Another thread has used the map a moment ago. */
  private void nearMiss(
      Object map, int line, long rival, int row, boolean write, Thread thread, long now) {
    if (busy.contains(thread) || !busy.add(thread)) {
      return;
    }
    try {
      tally.nearMisses.add(1);
      Site site = sites.here(row);
      if (site == null) {
        misses.quieten(line, now + MOST_QUIET_NANOS);
        return;
      }
      Site other = sites.at(misses.siteOf(line, rival));
      misses.noteSite(line, site.number, Threads.id(thread), write);
      Candidate pair = candidates.of(site, other);
      long stamp = NearMisses.stamp(now, Threads.id(thread));
      if (pair == null || !isWorthADelay(pair, site, rival, thread, stamp)) {
        rest(line, pair);
        return;
      }
      if (pair.delayNanos == 0) {
        long distance = NearMisses.nanosBetween(rival, stamp);
        pair.delayNanos =
            Math.min(Math.max(STRETCH * distance, LEAST_DELAY_NANOS), settings.delayNanos);
        want(pair.first);
        want(pair.second);
      }
      delay(map, line, pair, write, thread);
      rest(line, pair);
    } catch (Throwable e) {
      // For want of stack or memory: the operation goes on as it would have.
      tally.faults.add(1);
    } finally {
      busy.remove(thread);
    }
  }

  /** A map that was not seen lately, at an operation of a kind that is hunted. */
  private void freshMap(Object map, int line, int row, boolean write, Thread thread, long now) {
    int id = Threads.id(thread);
    int stripe = id & STRIPES - 1;
    if (busy.contains(thread) || !busy.add(thread)) {
      return;
    }
    try {
      Site site = sites.here(row);
      Candidate pair = site == null ? null : candidates.liveWith(site);
      long interval = pair == null ? 2 * lookInterval[stripe] : 0;
      lookInterval[stripe] = Math.min(Math.max(interval, LEAST_QUIET_NANOS), MOST_QUIET_NANOS);
      nextLook[stripe] = now + lookInterval[stripe];
      if (site == null || pair == null) {
        return;
      }
      misses.noteSite(line, site.number, id, write);
      if (readLocks(site, thread) <= settings.mostLocks && !EventLoops.has(thread)) {
        delay(map, line, pair, write, thread);
      }
    } catch (Throwable e) {
      tally.faults.add(1);
    } finally {
      busy.remove(thread);
    }
  }

  private boolean isWorthADelay(Candidate pair, Site site, long rival, Thread thread, long stamp) {
    if (!pair.isLive() || EventLoops.has(thread)) {
      return false;
    }
    if (newcomers.areApart(rival, thread, stamp) && pair.isApart()) {
      return false;
    }
    if (readLocks(site, thread) > settings.mostLocks) {
      return false;
    }
    Site partner = pair.partner(site);
    if (partner != null && shareOne(site.locks, partner.locks)) {
      pair.sharesLock();
      return false;
    }
    return true;
  }

  /** How many locks the thread holds, as far as that can be told; of most passes the last count. */
  private int readLocks(Site site, Thread thread) {
    HeldLocks reader = heldLocks;
    int passes = site.passes++;
    if (reader != null && (passes < LOCKS_READ_FIRST || passes % LOCKS_READ_EACH == 0)) {
      site.locks = reader.of(thread);
    }
    int[] locks = site.locks;
    return locks == null ? 0 : locks.length;
  }

  private static boolean shareOne(int @Nullable [] a, int @Nullable [] b) {
    if (a == null || b == null) {
      return false;
    }
    for (int one : a) {
      for (int other : b) {
        if (one == other) {
          return true;
        }
      }
    }
    return false;
  }

  private void delay(Object map, int line, Candidate pair, boolean write, Thread thread) {
    if (!pair.isDrawn(settings.seed)) {
      return;
    }
    int id = Threads.id(thread);
    long length = pair.lengthOf(settings.seed, settings.delayNanos);
    long start = System.nanoTime();
    if (length <= 0 || !budget.take(id, length, start)) {
      return;
    }
    tally.delays.add(1);
    boolean met = Hold.hold(map, thread, write, length);
    long end = System.nanoTime();
    budget.giveBack(id, length - (end - start));
    if (met) {
      tally.met.add(1);
      pair.found();
      return;
    }
    misses.noteHeld(line, NearMisses.stamp(end, id), pair.number, length);
    pair.metNobody(settings.delayNanos);
  }

  /** The first operation of another thread after a delay that met nobody. */
  private void judge(int line, long held, long stamp) {
    long packed = misses.takeHeld(line);
    Candidate pair = candidates.at((int) (packed >>> 48));
    if (pair != null) {
      pair.cameAfter(NearMisses.nanosBetween(held, stamp), packed & (1L << 48) - 1);
    }
  }

  /** Nothing to do here for a while; for long where the pair is settled. */
  private void rest(int line, @Nullable Candidate pair) {
    boolean settled = pair == null || !pair.isLive();
    misses.quieten(line, System.nanoTime() + (settled ? MOST_QUIET_NANOS : LEAST_QUIET_NANOS));
  }

  /** Loads what a near miss needs, on a thread of the agent. */
  void warmUp() {
    Sites warm = new Sites();
    Site site = warm.here(0);
    Candidate pair = site == null ? null : new Candidates().of(site, null);
    if (pair != null) {
      pair.isDrawn(settings.seed);
    }
    Hold.hold(this, Thread.currentThread(), true, 1);
    EventLoops.has(Thread.currentThread());
    released(this);
    acquired(this);
    joined(Thread.currentThread());
    if (heldLocks != null) {
      heldLocks.of(Thread.currentThread());
    }
  }

  /** Takes over what an earlier run has learned. */
  void resume(LearnedPair[] learned) {
    for (LearnedPair pair : learned) {
      Site first = sites.of(pair.first);
      Site second = pair.second == null ? null : sites.of(pair.second);
      Candidate candidate = first == null ? null : candidates.of(first, second);
      if (candidate != null) {
        candidate.resume(pair);
        want(first);
        want(second);
      }
    }
  }

  /**
   * The guard has met the two, whatever brought them together: a delay, or chance while the hunt
   * still looked at them.
   *
   * @param second {@code null} where it is not known
   */
  public void met(Place first, @Nullable Place second) {
    Site site = sites.of(first);
    Site other = second == null ? null : sites.of(second);
    Candidate pair = site == null ? null : candidates.of(site, other);
    if (pair != null) {
      pair.found();
    }
  }

  /** What is known by now, in the order of the first near misses. */
  public LearnedPair[] learned() {
    LearnedPair[] learned = new LearnedPair[candidates.size()];
    for (int i = 0; i < learned.length; i++) {
      Candidate pair = candidates.at(i);
      if (pair != null) {
        learned[i] = pair.learned();
      }
    }
    return learned;
  }

  /** Lets go of threads that have ended. Called now and then by a thread of the agent. */
  public void sweep() {
    newcomers.forget();
  }

  /** Looks whether one thread alone uses maps. Called by one thread, each {@link #beatNanos}. */
  public void beat() {
    alone.beat(Hold.any());
  }

  /** Longer than a near miss may be wide. */
  public long beatNanos() {
    return Math.max(settings.delayNanos, LEAST_BEAT_NANOS);
  }

  public HuntTally tally() {
    return tally;
  }

  /** How long operations were held in all, in nanoseconds. */
  public long delayedNanos() {
    return budget.spentNanos();
  }
}
