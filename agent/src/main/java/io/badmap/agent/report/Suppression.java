package io.badmap.agent.report;

import io.badmap.Glob;
import io.badmap.Side;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One line of a suppression file. Thread-safe. */
final class Suppression {
  final int line;
  final String text;
  final LocalDate until;

  /** The end of that day, in milliseconds since the epoch. */
  final long untilMillis;

  private final Glob first;
  private final @Nullable Glob second;
  private final AtomicBoolean used = new AtomicBoolean();

  /**
   * @param line where it stands, from 1
   * @param text the patterns as written
   * @param first a site, or a class where {@code second} is null
   * @param second the other site
   * @param until the last day on which it counts
   * @param untilMillis the end of that day
   */
  Suppression(
      int line, String text, Glob first, @Nullable Glob second, LocalDate until, long untilMillis) {
    this.line = line;
    this.text = text;
    this.first = first;
    this.second = second;
    this.until = until;
    this.untilMillis = untilMillis;
  }

  /** A side that could not be told may be either site of a pair. */
  boolean matches(Side one, Side other) {
    if (second == null) {
      return isClass(first, one) || isClass(first, other);
    }
    if (one.caller() == null || other.caller() == null) {
      Side told = one.caller() == null ? other : one;
      return isSite(first, told) || isSite(second, told);
    }
    return (isSite(first, one) && isSite(second, other))
        || (isSite(first, other) && isSite(second, one));
  }

  void use() {
    used.set(true);
  }

  boolean wasUsed() {
    return used.get();
  }

  private static boolean isClass(Glob glob, Side side) {
    StackTraceElement caller = side.caller();
    return caller != null && glob.matches(caller.getClassName());
  }

  private static boolean isSite(Glob glob, Side side) {
    StackTraceElement caller = side.caller();
    if (caller == null) {
      return glob.matches("unknown");
    }
    return glob.matches(Sites.site(caller))
        || glob.matches(caller.getClassName() + '.' + caller.getMethodName());
  }
}
