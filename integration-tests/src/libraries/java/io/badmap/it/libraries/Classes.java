package io.badmap.it.libraries;

import java.lang.reflect.Array;
import java.util.List;

/** Classes to ask a library about. */
final class Classes {
  /** A few classes that are asked for again and again. */
  static final List<Class<?>> KNOWN =
      List.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Double.class,
          Float.class,
          Character.class,
          Boolean.class,
          Object.class,
          Number.class,
          Thread.class,
          Runtime.class,
          Process.class,
          Package.class,
          Module.class,
          Error.class,
          Exception.class,
          StringBuilder.class,
          StringBuffer.class,
          ClassLoader.class,
          Throwable.class,
          Math.class);

  private static final int MOST_DIMENSIONS = 255;

  private Classes() {}

  /**
   * An array class for each known class, with other dimensions in each of 255 rounds: as many
   * classes as one likes that a library has not met, without generating any.
   */
  static Class<?>[] ofRound(int round) {
    int[] lengths = new int[1 + round % MOST_DIMENSIONS];
    return KNOWN.stream()
        .map(element -> Array.newInstance(element, lengths).getClass())
        .toArray(Class<?>[]::new);
  }
}
