package io.badmap.it.events.app;

import io.badmap.guard.Installation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jdk.jfr.Recording;

/** Puts a key that tells the mode, while somebody switches. */
public final class SwitchedMain {
  private static final Map<String, Integer> COUNTS = new HashMap<>();

  private SwitchedMain() {}

  /** Runs all; the recording goes to the file that it is given. */
  public static void main(String[] arguments) throws Exception {
    await(() -> Installation.resident() != null);
    try (Recording recording = new Recording()) {
      recording.start();
      before();
      control("events=all");
      during();
      control("events=off");
      after();
      control("events=sampled,sample=0");
      unchosen();
      recording.stop();
      recording.dump(Path.of(arguments[0]));
    }
    System.out.println("end");
  }

  private static void before() {
    COUNTS.put("key", 1);
  }

  private static void during() {
    COUNTS.put("key", 2);
  }

  private static void after() {
    COUNTS.put("key", 3);
  }

  private static void unchosen() {
    COUNTS.put("key", 4);
  }

  private static void control(String command) throws Exception {
    Object agent = Installation.resident();
    agent.getClass().getMethod("control", String.class).invoke(agent, command);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }
}
