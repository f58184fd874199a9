package io.badmap.it.faults.app;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** An agent that has classes of the JDK transformed anew while the application runs. */
public final class TransformsAnew {
  private static Instrumentation instrumentation;

  private TransformsAnew() {}

  /** Keeps what the JVM gives an agent. */
  public static void premain(String argument, Instrumentation given) {
    instrumentation = given;
  }

  /**
   * Uses maps before and after the classes named are transformed, once the agent has all of them.
   */
  public static void main(String[] classes) throws Exception {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("badmap-late")) {
        thread.join();
      }
    }
    use();
    for (String name : classes) {
      instrumentation.retransformClasses(Class.forName(name));
    }
    use();
  }

  private static void use() {
    Map<Integer, Integer> hash = new HashMap<>();
    Map<Integer, Integer> tree = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      hash.put(i, i);
      tree.put(i, hash.get(i));
    }
    System.out.println(hash.keySet().equals(tree.keySet()) ? hash.size() : "different");
  }
}
