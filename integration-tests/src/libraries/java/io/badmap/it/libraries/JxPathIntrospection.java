package io.badmap.it.libraries;

import java.lang.reflect.Array;
import org.apache.commons.jxpath.JXPathIntrospector;

/**
 * One thread asks for the bean information of classes that are new to the library, another for that
 * of classes it knows. The introspector looks into and fills one static {@code HashMap}.
 */
public final class JxPathIntrospection {
  private static final Class<?>[] ELEMENTS = {
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
    Record.class,
    StringBuilder.class,
    StringBuffer.class,
    ClassLoader.class,
    Throwable.class,
    Math.class,
  };

  private JxPathIntrospection() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, JxPathIntrospection::introspect);
  }

  /** Array classes of many dimensions are a cheap source of classes not seen before. */
  private static Race.Contest introspect(int round) {
    int[] lengths = new int[1 + round % 255];
    return thread -> thread == 0 ? introspectNew(lengths) : introspectKnown();
  }

  private static int introspectNew(int[] lengths) {
    for (Class<?> element : ELEMENTS) {
      JXPathIntrospector.getBeanInfo(Array.newInstance(element, lengths).getClass());
    }
    return ELEMENTS.length;
  }

  private static int introspectKnown() {
    int calls = 10_000;
    for (int i = 0; i < calls; i++) {
      JXPathIntrospector.getBeanInfo(ELEMENTS[i % ELEMENTS.length]);
    }
    return calls;
  }
}
