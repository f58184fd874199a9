package io.badmap.it.gomap;

import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.gomap.GoMap;
import io.badmap.gomap.Range;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;

/**
 * A thread stands inside a put of a GoMap, in the equals of its key, while the main thread uses the
 * map in each way. Prints a line for each: what the main thread was told.
 */
public final class HeldPutMain {
  private final GoMap<Object, Object> map = GoMap.make();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** Equal to every other of its kind, and one of them stands still when it is compared. */
  private final class Key {
    private final boolean stands;

    Key(boolean stands) {
      this.stands = stands;
    }

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      if (stands) {
        inside.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return other instanceof Key;
    }
  }

  /** Runs all. */
  public static void main(String[] arguments) throws InterruptedException {
    HeldPutMain main = new HeldPutMain();
    main.map.put(main.new Key(false), 1);
    main.map.put("a", 1);
    Range<Object, Object> begun = main.map.range();
    begun.next();
    Iterator<Object> iterator = main.map.keySet().iterator();
    iterator.next();
    Thread held = new Thread(main::hold, "held");
    held.start();
    main.inside.await();
    main.tell("put", () -> main.map.put("b", 1));
    main.tell("assign", () -> main.map.assign("b", 1));
    main.tell("update", () -> main.map.update("b", old -> 1));
    main.tell("delete", () -> main.map.delete("absent"));
    main.tell("remove", () -> main.map.remove("a"));
    main.tell("clear", () -> main.map.clear());
    main.tell("get", () -> main.map.get("a"));
    main.tell("access2", () -> main.map.access2(3L));
    main.tell("containsKey", () -> main.map.containsKey("absent"));
    main.tell("next", () -> begun.next());
    main.tell("hasNext", () -> iterator.hasNext());
    main.tell("range", () -> main.map.range());
    main.tell("iterator", () -> main.map.keySet().iterator());
    main.tell("forEach", () -> main.map.forEach((key, value) -> {}));
    main.tell("copy", () -> main.map.copy());
    main.goOn.countDown();
    held.join();
    System.out.println("then " + main.map.get("a") + " " + main.map.len());
    System.out.println("loader " + GoMap.class.getClassLoader());
  }

  private void hold() {
    map.put(new Key(true), 2);
  }

  private void tell(String name, Runnable operation) {
    try {
      operation.run();
      System.out.println(name + ": let through");
    } catch (MapMisuseError e) {
      MisuseReport report = e.report();
      System.out.println(
          name
              + ": "
              + report.kind().message()
              + ", "
              + report.mapClass()
              + " size "
              + report.size()
              + ", "
              + side(report.first())
              + ", "
              + side(report.second()));
    }
  }

  private static String side(Side side) {
    StackTraceElement caller = side.caller();
    return side.operation()
        + " "
        + side.access()
        + " "
        + side.sighting().label()
        + " \""
        + side.threadName()
        + "\" in "
        + (caller == null ? "unknown" : caller.getMethodName());
  }
}
