package io.badmap.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Watches the maps that the tests of a class, or one test, use: a test fails when two threads were
 * inside conflicting operations on one map while it ran, whatever thread met the conflict and
 * whatever swallowed the error. On a method it takes the place of the one on the class.
 *
 * <p>The agent is attached where the JVM was started without it. A misuse is charged to the test
 * whose threads met, whose threads made these, or which stands on a stack; where that does not tell
 * one test, as in parallel runs that share a pool, the class fails, and else the run.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(WatchMapsExtension.class)
public @interface WatchMaps {
  /** Delays operations where two threads nearly met, so that they meet. */
  boolean hunt() default false;

  /** What a thread gets that meets a misuse. The test fails in either case. */
  Action action() default Action.THROW;

  /**
   * Misuses that do not count: {@code site | site}, in either order, or one class. A site is {@code
   * com.acme.Cache.put(Cache.java:88)}, the same without the line, {@code Cache.put} or {@code
   * Cache.java:88}; {@code *} stands for any run of characters.
   */
  String[] suppress() default {};

  /** What a thread gets that meets a misuse. */
  enum Action {
    /** A {@link io.badmap.MapMisuseError}, before it touches the map where that is possible. */
    THROW,
    /** Nothing: it goes on. */
    LOG
  }
}
