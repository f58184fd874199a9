package io.badmap.it.gomap;

import com.sun.tools.attach.VirtualMachine;
import io.badmap.gomap.GoMap;
import java.util.concurrent.CountDownLatch;

/**
 * Has a GoMap of its own class loader, has an agent attached to its own JVM, and then collides.
 * Prints what the second thread was told.
 */
public final class AttachedMain {
  private static final GoMap<Object, Object> MAP = GoMap.make();
  private static final CountDownLatch INSIDE = new CountDownLatch(1);
  private static final CountDownLatch GO_ON = new CountDownLatch(1);

  private AttachedMain() {}

  /** Stands still in its hashCode, which a put asks for with the guard's tag set. */
  private static final class Standing {
    @Override
    public int hashCode() {
      INSIDE.countDown();
      try {
        GO_ON.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** Takes the agent's jar. */
  public static void main(String[] arguments) throws Exception {
    MAP.put("a", 1);
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    try {
      self.loadAgent(arguments[0], "");
    } finally {
      self.detach();
    }
    Thread held = new Thread(AttachedMain::hold, "held");
    held.start();
    INSIDE.await();
    try {
      MAP.put("b", 2);
      System.out.println("let through");
    } catch (Error e) {
      // The error's class is the agent's: the application has one of its own by that name.
      System.out.println(e.getMessage());
    }
    GO_ON.countDown();
    held.join();
    System.out.println(MAP.len() + " of " + (GoMap.class.getClassLoader() != null));
  }

  private static void hold() {
    MAP.put(new Standing(), 3);
  }
}
