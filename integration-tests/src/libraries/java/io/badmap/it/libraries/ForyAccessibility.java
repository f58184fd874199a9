package io.badmap.it.libraries;

import org.apache.fory.codegen.CodeGenerator;

/**
 * Threads ask whether generated code may name a class, as each generation of a serializer does: one
 * about classes that are new to the library, the other about classes it knows. The answers lie in
 * one static {@code WeakHashMap}.
 */
public final class ForyAccessibility {
  private static final int NEW_CLASSES = 500;
  private static final int LOOK_UPS = 50_000;

  private ForyAccessibility() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> ask());
  }

  private static Race.Contest ask() {
    Class<?>[] fresh = Classes.fresh(NEW_CLASSES);
    return thread -> {
      for (int i = 0; i < LOOK_UPS; i++) {
        boolean isNew = thread == 0 && i % (LOOK_UPS / NEW_CLASSES) == 0;
        Class<?> type =
            isNew
                ? fresh[i / (LOOK_UPS / NEW_CLASSES)]
                : Classes.KNOWN.get(i % Classes.KNOWN.size());
        CodeGenerator.sourcePkgLevelAccessible(type);
      }
      return LOOK_UPS;
    };
  }
}
