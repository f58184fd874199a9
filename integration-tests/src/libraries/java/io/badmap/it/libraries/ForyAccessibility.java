package io.badmap.it.libraries;

import java.lang.reflect.Array;
import org.apache.fory.codegen.CodeGenerator;

/**
 * Threads ask whether generated code may name classes that are new to the library, as each
 * generation of a serializer does. The answers lie in one static {@code WeakHashMap}.
 */
public final class ForyAccessibility {
  private static final Class<?>[] ELEMENTS = {
    String.class, Integer.class, Long.class, Short.class, Byte.class, Double.class, Float.class,
    Character.class, Boolean.class, Object.class, Number.class, Thread.class, Runtime.class,
    Process.class, Package.class, Module.class, Error.class, Exception.class, Record.class,
    StringBuilder.class, StringBuffer.class, ClassLoader.class, Throwable.class, Math.class,
  };

  private ForyAccessibility() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, ForyAccessibility::ask);
  }

  /** Array classes of many dimensions are a cheap source of classes not seen before. */
  private static Race.Contest ask(int round) {
    int[] lengths = new int[1 + round % 255];
    return thread -> thread == 0 ? askForNew(lengths) : askForKnown();
  }

  private static int askForNew(int[] lengths) {
    for (Class<?> element : ELEMENTS) {
      CodeGenerator.sourcePkgLevelAccessible(Array.newInstance(element, lengths).getClass());
    }
    return ELEMENTS.length;
  }

  private static int askForKnown() {
    int calls = 10_000;
    for (int i = 0; i < calls; i++) {
      CodeGenerator.sourcePkgLevelAccessible(ELEMENTS[i % ELEMENTS.length]);
    }
    return calls;
  }
}
