package io.badmap;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How a test harness is told of what happened in which test. Thread-safe.
 *
 * <p>A pair of sites is reported once in a JVM, which is too seldom here: the second test that runs
 * into it has to fail as well. From the first {@link #nextRound} on, {@link ScopeListener}s hear of
 * a pair once for each round and each two scopes that met in it. Everybody else is told as before.
 */
public final class Scopes {
  private static final List<ScopeListener> LISTENERS = new CopyOnWriteArrayList<>();
  private static final AtomicLong ROUND = new AtomicLong();
  private static volatile @Nullable LongPredicate flush;

  private Scopes() {}

  /**
   * Registers a listener.
   *
   * @return a handle that takes the listener out again
   */
  public static AutoCloseable onMisuse(ScopeListener listener) {
    Objects.requireNonNull(listener, "listener");
    LISTENERS.add(listener);
    return new Registration(listener);
  }

  /** The registered listeners, in the order of their registration. */
  public static List<ScopeListener> listeners() {
    return List.copyOf(LISTENERS);
  }

  /** Begins a new round, as a harness does with each test: all pairs are told again. */
  public static void nextRound() {
    ROUND.incrementAndGet();
  }

  /** The number of the round; 0 before the first. */
  public static long round() {
    return ROUND.get();
  }

  /**
   * For the agent: what waits, for so many nanoseconds at most, until its reports are told; {@code
   * null} when it leaves.
   */
  public static void flushWith(@Nullable LongPredicate waiting) {
    flush = waiting;
  }

  static boolean flush(long nanos) {
    LongPredicate waiting = flush;
    return waiting == null || waiting.test(nanos);
  }

  private record Registration(ScopeListener listener) implements AutoCloseable {
    @Override
    public void close() {
      LISTENERS.remove(listener);
    }
  }
}
