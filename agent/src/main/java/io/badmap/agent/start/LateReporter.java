package io.badmap.agent.start;

import io.badmap.MapMisuseError;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import io.badmap.guard.Responder;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a reporter that is put together beside the application, in its first hundredths of a
 * second.
 *
 * <p><b>Assumptions.</b> One thread of the agent makes the reporter: it calls {@link #isMadeHere},
 * and in the end {@link #arrived} or {@link #failed}.
 *
 * <p><b>Guarantees.</b> No encounter is lost for having come early, unless the reporter cannot be
 * made: the first {@value #EARLY} that have waited in vain are answered when it comes, but nobody
 * is stopped for them then. Neither an interrupt nor a permit of a waiting thread is used up. The
 * classes of the reporter are never loaded inside a map operation.
 *
 * <p><b>Progress.</b> An early encounter waits for the reporter, inside its map operation, at most
 * two seconds; the thread that makes the reporter never waits. The end of the JVM waits for ten
 * where there is something left to answer.
 */
public final class LateReporter implements Responder, LongPredicate {
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long LAST_PATIENCE_NANOS = 10_000_000_000L;
  private static final int EARLY = 64;

  private final long patienceNanos;
  private final long lastPatienceNanos;
  private final Encounter[] early = new Encounter[EARLY];
  private volatile int waiting;
  private volatile @Nullable Thread maker;
  private volatile @Nullable Reporting reporter;
  private volatile boolean failed;
  private volatile boolean needed;

  public LateReporter() {
    this(PATIENCE_NANOS, LAST_PATIENCE_NANOS);
  }

  LateReporter(long patienceNanos, long lastPatienceNanos) {
    this.patienceNanos = patienceNanos;
    this.lastPatienceNanos = lastPatienceNanos;
  }

  /** Called by the thread that makes the reporter, which must not wait for itself. */
  void isMadeHere() {
    maker = Thread.currentThread();
  }

  /** Lets {@code made} answer what has come early, and then all else. */
  public void arrived(Reporting made) {
    int answered = 0;
    while (!takesOver(made, answered)) {
      made.met(early[answered], false);
      answered++;
    }
  }

  private synchronized boolean takesOver(Reporting made, int answered) {
    if (answered < waiting) {
      return false;
    }
    waiting = 0;
    Arrays.fill(early, null);
    reporter = made;
    return true;
  }

  /** The reporter, if it has come by now; otherwise it will answer. */
  private synchronized @Nullable Reporting keep(Encounter encounter) {
    if (reporter == null && !failed && waiting < EARLY) {
      early[waiting++] = encounter;
    }
    return reporter;
  }

  public boolean hasArrived() {
    return reporter != null;
  }

  void failed() {
    failed = true;
  }

  /** The reporter as soon as it is there; {@code null} where it is not, or nobody has needed it. */
  public @Nullable Reporting ifNeeded() {
    return needed ? await(waiting > 0 ? lastPatienceNanos : patienceNanos) : reporter;
  }

  @Override
  public @Nullable MapMisuseError met(Encounter encounter, boolean mayThrow) {
    Reporting made = await(patienceNanos);
    if (made == null) {
      made = keep(encounter);
    }
    return made == null ? null : made.met(encounter, mayThrow);
  }

  @Override
  public @Nullable MapMisuseError metAgain(Party first, Object map, boolean mayThrow) {
    Reporting made = await(patienceNanos);
    return made == null ? null : made.metAgain(first, map, mayThrow);
  }

  @Override
  public boolean wantsDetails() {
    Reporting made = reporter;
    return made == null || made.wantsDetails();
  }

  /** Flushes for so many nanoseconds at most; see {@link Reporting#flush}. */
  @Override
  public boolean test(long nanos) {
    Reporting made = ifNeeded();
    return made == null || made.flush(nanos);
  }

  private @Nullable Reporting await(long patienceNanos) {
    needed = true;
    long start = System.nanoTime();
    while (reporter == null
        && !failed
        && Thread.currentThread() != maker
        && System.nanoTime() - start < patienceNanos) {
      Thread.yield();
    }
    return reporter;
  }
}
