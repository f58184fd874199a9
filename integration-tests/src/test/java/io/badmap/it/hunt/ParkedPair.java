package io.badmap.it.hunt;

import io.badmap.Badmap;
import io.badmap.CanaryScope;
import io.badmap.it.SelfAttach;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;

/**
 * Provokes one conflict, inside a canary scope, and looks, while both sides are parked, where their
 * threads stand. Prints what it has seen.
 */
public final class ParkedPair {
  private static final Map<Object, Integer> MAP = new HashMap<>();
  private static final CountDownLatch INSIDE = new CountDownLatch(1);
  private static final Set<String> MARKED = Set.of("await", "handed", "confirm");
  private static volatile Thread arriving;

  private ParkedPair() {}

  /** Keeps its writer inside {@code put} until the other one has come. */
  private static final class SlowKey {
    @Override
    public int hashCode() {
      INSIDE.countDown();
      while (!hasMarked(arriving)) {
        Thread.onSpinWait();
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** Takes nothing, or the agent's jar and an option to set at run time before. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      SelfAttach.load(arguments[0], "control=jmx");
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("io.badmap:type=Agent"),
              "set",
              new Object[] {arguments[1]},
              new String[] {String.class.getName()});
    }
    Thread owner = new Thread(() -> MAP.put(new SlowKey(), 1), "owner");
    arriving =
        new Thread(
            () -> {
              while (INSIDE.getCount() != 0) {
                Thread.onSpinWait();
              }
              CanaryScope scope = CanaryScope.open();
              MAP.put("key", 2);
              scope.close();
              System.out.println("interrupted " + Thread.currentThread().isInterrupted());
            },
            "arriving");
    CountDownLatch reported = new CountDownLatch(1);
    try (AutoCloseable registration = Badmap.onMisuse(report -> reported.countDown())) {
      arriving.start();
      owner.start();
      arriving.interrupt();
      reported.await();
      System.out.println("owner inside " + isInsidePut(owner));
      System.out.println("arriving inside " + isInsidePut(arriving));
      owner.join();
      arriving.join();
      System.out.println("size " + MAP.size());
    }
  }

  /** Whether the thread has put its mark into the map and waits for the owner, or goes on to. */
  private static boolean hasMarked(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("io.badmap.guard.Conflicts")
          && MARKED.contains(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInsidePut(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.util.HashMap") && frame.getMethodName().equals("put")) {
        return true;
      }
    }
    return false;
  }
}
