package io.badmap.it.libraries;

import org.apache.fory.codegen.CodeGenerator;

/**
 * One thread asks whether generated code may name classes that are new to the library, another asks
 * about classes it knows, as each generation of a serializer does. The answers lie in one static
 * {@code WeakHashMap}.
 */
public final class ForyAccessibility {
  private static final int LOOK_UPS = 10_000;

  private ForyAccessibility() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, ForyAccessibility::ask);
  }

  private static Race.Contest ask(int round) {
    Class<?>[] fresh = Classes.ofRound(round);
    return thread -> {
      if (thread == 0) {
        for (Class<?> type : fresh) {
          CodeGenerator.sourcePkgLevelAccessible(type);
        }
        return fresh.length;
      }
      for (int i = 0; i < LOOK_UPS; i++) {
        CodeGenerator.sourcePkgLevelAccessible(Classes.KNOWN.get(i % Classes.KNOWN.size()));
      }
      return LOOK_UPS;
    };
  }
}
