package io.badmap.it.faults.app;

import java.util.HashMap;
import java.util.Map;

/** Ends the JVM from inside a map operation. */
public final class ExitInside {
  private ExitInside() {}

  /** Ends with the exit code 7. */
  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
    Map<String, Integer> map = new HashMap<>();
    map.computeIfAbsent("key", key -> exit());
    System.out.println("never printed");
  }

  private static Integer exit() {
    System.out.println("inside");
    System.exit(7);
    return 0;
  }
}
