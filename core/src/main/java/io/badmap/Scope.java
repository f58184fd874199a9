package io.badmap;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work, such as one test, to which a thread and all threads that it makes belong.
 *
 * <p>A thread that has entered a scope hands it to every thread it constructs, as an {@link
 * InheritableThreadLocal} does; a pool keeps the scope of the thread that made its workers. Each
 * side of a misuse carries the scope of its thread, where the side was captured by that thread.
 */
public abstract class Scope {
  private static final InheritableThreadLocal<@Nullable Scope> CURRENT =
      new InheritableThreadLocal<>();
  private static final AtomicLong IDS = new AtomicLong();
  private static volatile boolean used;

  private final long id = IDS.incrementAndGet();

  /** A scope of its own; nobody is in it yet. */
  protected Scope() {}

  /** The scope of the calling thread; {@code null} for none. */
  public static @Nullable Scope current() {
    // Without a scope anywhere no thread gets an entry of its thread locals.
    Scope scope = used ? CURRENT.get() : null;
    return scope == null ? null : scope.here();
  }

  /** What the calling thread is in whose entry, its own or an inherited one, is this. */
  @Nullable Scope here() {
    return this;
  }

  /**
   * Puts the calling thread into this scope.
   *
   * @return the scope it was in before, for {@link #back}
   */
  public final @Nullable Scope enter() {
    used = true;
    Scope before = CURRENT.get();
    CURRENT.set(entry());
    return before;
  }

  /** What stands for this scope in the thread that enters it. */
  Scope entry() {
    return this;
  }

  /** Puts the calling thread back into {@code before}; into no scope where that is null. */
  public static void back(@Nullable Scope before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  /** Tells scopes of one JVM apart; from 1. */
  public final long id() {
    return id;
  }

  /** Whether the work has ended; threads that outlive it are as if they were in no scope. */
  public abstract boolean isOver();

  /**
   * Whether a thread of this scope that meets a misuse gets a {@link MapMisuseError} where that is
   * still possible. Called inside a map operation, on the meeting thread: takes no lock, does no
   * output, uses no map. What it throws counts as {@code true}.
   */
  public abstract boolean stops(Side first, Side second);
}
