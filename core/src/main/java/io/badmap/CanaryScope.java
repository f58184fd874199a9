package io.badmap;

import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A request of the canary: inside it the action of the agent's rules holds, outside the one of its
 * options.
 *
 * <pre>
 * try (CanaryScope scope = CanaryScope.open()) {
 *   handle(message);
 * }
 * </pre>
 *
 * <p>The agent opens one for each HTTP request that carries the header {@value #HEADER}{@code :
 * canary}, or falls into a rule's share of traffic, and lets it follow the tasks that the request
 * hands to an executor of the JDK. Virtual threads inherit it. Platform threads do not, since a
 * pool would keep the scope of the request that made its threads: {@link #wrap(Runnable)} is for
 * these, and for pools of libraries. It is over when the request is done and so are all tasks that
 * follow it.
 *
 * <p>Thread-safe, but for {@link #close}, which is the opening thread's. Without an agent it does
 * nothing.
 */
public final class CanaryScope extends Scope implements AutoCloseable {
  /** The header by which a request asks for it. */
  public static final String HEADER = "x-badmap-phase";

  /** The value of the header, in small letters. */
  public static final String PHASE = "canary";

  /** A virtual thread may work on for so long after the end of its request: 60 s. */
  private static final long LINGER_NANOS = 60_000_000_000L;

  private static final int MAX_HEADER = 64;
  private static final @Nullable Class<?> VIRTUAL = virtualThreads();

  /** The greatest share of traffic that a rule asks for; set by the agent. */
  private static volatile double traffic;

  private final double draw;
  private final AtomicInteger holds = new AtomicInteger(1);
  private @Nullable Scope before;
  private volatile boolean closed;
  private volatile long closedNanos;

  private CanaryScope(double draw) {
    this.draw = draw;
  }

  /** Puts the calling thread into a new scope until {@link #close}. */
  public static CanaryScope open() {
    return opened(0);
  }

  /**
   * Puts the calling thread into a new scope where a request asks for it or is drawn.
   *
   * @param header the value of {@link #HEADER}; {@code null} for none
   * @return {@code null} where the request is none of the canary's
   */
  public static @Nullable CanaryScope openFor(@Nullable String header) {
    if (asks(header)) {
      return opened(0);
    }
    double share = traffic;
    if (share <= 0) {
      return null;
    }
    double drawn = ThreadLocalRandom.current().nextDouble();
    return drawn < share ? opened(drawn) : null;
  }

  /** Whether a value of {@link #HEADER} asks for the canary. */
  public static boolean asks(@Nullable String header) {
    return header != null
        && header.length() <= MAX_HEADER
        && header.strip().toLowerCase(Locale.ROOT).equals(PHASE);
  }

  /** Whether the calling thread works for a request of the canary. */
  public static boolean isActive() {
    return currentCanary() != null;
  }

  /** The scope of the calling thread; {@code null} for none, or one that is over. */
  public static @Nullable CanaryScope currentCanary() {
    return Scope.current() instanceof CanaryScope canary && !canary.isOver() ? canary : null;
  }

  /** The same work, in the scope of the calling thread wherever it runs. */
  public static Runnable wrap(Runnable work) {
    CanaryScope scope = currentCanary();
    return scope == null ? work : new Wrapped(scope.hold(), work);
  }

  /** The same work, in the scope of the calling thread wherever it runs. */
  public static <T> Callable<T> wrap(Callable<T> work) {
    CanaryScope scope = currentCanary();
    return scope == null ? work : new WrappedCall<T>(scope.hold(), work);
  }

  /** For the agent: the greatest share of requests, 0 to 1, that is drawn without a header. */
  public static void traffic(double share) {
    traffic = share;
  }

  private static CanaryScope opened(double draw) {
    CanaryScope scope = new CanaryScope(draw);
    scope.before = scope.enter();
    return scope;
  }

  /**
   * What was drawn: a rule counts in this scope where its share of traffic is greater, or this is 0
   * since the request asked for it.
   */
  public double draw() {
    return draw;
  }

  /** Ends the request; the calling thread is back in the scope it was in before. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closedNanos = System.nanoTime();
    closed = true;
    Scope.back(before);
    release();
  }

  /** Keeps it from being over until {@link #release}: a task of it waits to run. */
  public CanaryScope hold() {
    holds.incrementAndGet();
    return this;
  }

  /** One of those that hold it is done. */
  public void release() {
    holds.decrementAndGet();
  }

  @Override
  public boolean isOver() {
    return holds.get() <= 0 && (!isVirtual() || System.nanoTime() - closedNanos > LINGER_NANOS);
  }

  /** False: the agent's rules decide. */
  @Override
  public boolean stops(Side first, Side second) {
    return false;
  }

  @Override
  Scope entry() {
    return new Entry(this, Thread.currentThread());
  }

  private static boolean isVirtual() {
    return VIRTUAL != null && VIRTUAL.isInstance(Thread.currentThread());
  }

  private static @Nullable Class<?> virtualThreads() {
    try {
      return Class.forName("java.lang.BaseVirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** What a thread's local holds: tells the thread that entered from those that inherited. */
  private static final class Entry extends Scope {
    private final CanaryScope scope;

    /** Weak: a pool keeps what its threads have inherited. */
    private final WeakReference<Thread> owner;

    Entry(CanaryScope scope, Thread owner) {
      this.scope = scope;
      this.owner = new WeakReference<>(owner);
    }

    @Override
    Scope entry() {
      return scope.entry();
    }

    @Override
    @Nullable Scope here() {
      return owner.refersTo(Thread.currentThread()) || isVirtual() ? scope : null;
    }

    @Override
    public boolean isOver() {
      return scope.isOver();
    }

    @Override
    public boolean stops(Side first, Side second) {
      return false;
    }
  }

  private static final class Wrapped implements Runnable {
    private final CanaryScope scope;
    private final Runnable work;

    Wrapped(CanaryScope scope, Runnable work) {
      this.scope = scope;
      this.work = work;
    }

    @Override
    public void run() {
      Scope before = scope.enter();
      try {
        work.run();
      } finally {
        Scope.back(before);
        scope.release();
      }
    }
  }

  private static final class WrappedCall<T> implements Callable<T> {
    private final CanaryScope scope;
    private final Callable<T> work;

    WrappedCall(CanaryScope scope, Callable<T> work) {
      this.scope = scope;
      this.work = work;
    }

    @Override
    public T call() throws Exception {
      Scope before = scope.enter();
      try {
        return work.call();
      } finally {
        Scope.back(before);
        scope.release();
      }
    }
  }
}
