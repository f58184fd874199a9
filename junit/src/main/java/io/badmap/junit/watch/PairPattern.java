package io.badmap.junit.watch;

import io.badmap.Glob;
import io.badmap.Side;
import org.jspecify.annotations.Nullable;

/**
 * Misuses that do not count: {@code site | site}, in either order, or one class, {@code
 * com.acme.legacy.*}, that is the caller on either side. A side that could not be told may be
 * either site of a pair. Immutable.
 */
public final class PairPattern {
  private final String text;
  private final @Nullable SitePattern first;
  private final @Nullable SitePattern second;
  private final @Nullable Glob type;

  private PairPattern(
      String text, @Nullable SitePattern first, @Nullable SitePattern second, @Nullable Glob type) {
    this.text = text;
    this.first = first;
    this.second = second;
    this.type = type;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is neither of both forms
   */
  public static PairPattern parse(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      String type = text.strip();
      if (type.isEmpty() || type.indexOf('(') >= 0) {
        throw new IllegalArgumentException(
            "'" + text + "' is neither 'site | site' nor a class such as com.acme.legacy.*");
      }
      return new PairPattern(text, null, null, new Glob(type));
    }
    String one = text.substring(0, bar).strip();
    String other = text.substring(bar + 1).strip();
    if (one.isEmpty() || other.isEmpty() || other.indexOf('|') >= 0) {
      throw new IllegalArgumentException("'" + text + "' is not 'site | site'");
    }
    return new PairPattern(text, SitePattern.of(one), SitePattern.of(other), null);
  }

  /** Whether two sides that met are meant. Called inside map operations. */
  boolean matches(Side one, Side other) {
    Glob wanted = type;
    if (wanted != null) {
      return isOf(wanted, one) || isOf(wanted, other);
    }
    SitePattern a = first;
    SitePattern b = second;
    if (a == null || b == null) {
      return false;
    }
    if (one.caller() == null || other.caller() == null) {
      StackTraceElement told = one.caller() == null ? other.caller() : one.caller();
      return a.matches(told) || b.matches(told);
    }
    return (a.matches(one.caller()) && b.matches(other.caller()))
        || (a.matches(other.caller()) && b.matches(one.caller()));
  }

  private static boolean isOf(Glob type, Side side) {
    StackTraceElement caller = side.caller();
    return caller != null && type.matches(caller.getClassName());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PairPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
