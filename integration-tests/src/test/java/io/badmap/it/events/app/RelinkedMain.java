package io.badmap.it.events.app;

import io.badmap.guard.Installation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jdk.jfr.Recording;

/**
 * Has a lambda, and puts a key that tells the round while operations are recorded and one while
 * they are not. Prints how many classes the lambda has had.
 */
public final class RelinkedMain {
  /** More than the classes that a few of them leave behind. */
  public static final int ROUNDS = 20;

  private static final Map<Integer, Integer> DURING = new HashMap<>();
  private static final Map<Integer, Integer> AFTER = new HashMap<>();
  private static final Set<Class<?>> LAMBDAS = Collections.newSetFromMap(new IdentityHashMap<>());

  private RelinkedMain() {}

  /** Runs all; the recording goes to the file that it is given. */
  public static void main(String[] arguments) throws Exception {
    await(() -> Installation.resident() != null);
    try (Recording recording = new Recording()) {
      recording.start();
      for (int i = 0; i < ROUNDS; i++) {
        LAMBDAS.add(lambda().getClass());
        control("events=all");
        await(RelinkedMain::isAllWoven);
        LAMBDAS.add(lambda().getClass());
        during(i);
        control("events=off");
        LAMBDAS.add(lambda().getClass());
        after(i);
      }
      recording.stop();
      recording.dump(Path.of(arguments[0]));
    }
    System.out.println(LAMBDAS.size());
  }

  private static Runnable lambda() {
    return () -> {};
  }

  private static void during(int round) {
    DURING.put(round, round);
  }

  private static void after(int round) {
    AFTER.put(round, round);
  }

  /** The thread of the events has nothing to do but to wait then. */
  private static boolean isAllWoven() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(
            thread ->
                thread.getName().equals("badmap-events")
                    && thread.getState() == Thread.State.TIMED_WAITING);
  }

  private static void control(String command) throws Exception {
    Object agent = Installation.resident();
    agent.getClass().getMethod("control", String.class).invoke(agent, command);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
  }
}
