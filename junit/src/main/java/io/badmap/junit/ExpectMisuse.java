package io.badmap.junit;

import io.badmap.MisuseKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A misuse that a test must show: the test fails without it, and for any other. A {@link
 * io.badmap.MapMisuseError} of this kind that leaves the test method ends it without failing it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(ExpectMisuse.All.class)
@ExtendWith(WatchMapsExtension.class)
public @interface ExpectMisuse {
  /** Any of these; any kind at all where none is given. */
  MisuseKind[] kind() default {};

  /** The caller of either side, written as in {@link WatchMaps#suppress}; empty for any. */
  String site() default "";

  /** Several of them. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @ExtendWith(WatchMapsExtension.class)
  @interface All {
    /** The misuses, each of which the test must show. */
    ExpectMisuse[] value();
  }
}
