package io.badmap.it.page;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.Timestamp;

/**
 * Records into the file that is its argument what a page has a picture for: operations of two
 * threads on one map and of one on another, a growth, a thread blocked by a monitor and one that is
 * parked, and a misuse. Names hold markup, which no page may take for its own.
 */
final class PageMain {
  static final String MARKUP = "<img src=x onerror=alert(1)>";
  static final String BASKETS = "Shop.baskets";

  private static final int OPERATIONS = 200;
  private static final long PARKED_NANOS = 2_000_000;
  private static final long LONG_NANOS = 50_000_000;
  private static final Object LOCK = new Object();

  /** What all operations tell. */
  abstract static class Operation extends Event {
    long mapId = 7;
    String mapClass = "java.util.HashMap";
    String mapName = "Orders.byId";
    String operation = "put";
    String site = "shop.Orders.add(Orders.java:21)";
    int size;
    int capacity = 256;
    int bucket;
    int hash;
    String keyClass = "java.lang.Integer";
    boolean structural = true;
    boolean changed = true;
  }

  @Name("io.badmap.MapAssign")
  static final class Assign extends Operation {}

  @Name("io.badmap.MapAccess")
  static final class Access extends Operation {}

  @Name("io.badmap.MapGrow")
  static final class Grow extends Event {
    long mapId = 7;
    String mapClass = "java.util.HashMap";
    String mapName = "Orders.byId";
    int size = 96;
    int oldCapacity = 128;
    int newCapacity = 256;
    String site = "shop.Orders.add(Orders.java:21)";
  }

  @Name("io.badmap.MapMisuse")
  static final class Misuse extends Event {
    long mapId = 7;
    String mapClass = "java.util.HashMap";
    String mapName = "Orders.byId";
    long number = 1;
    String kind = "concurrent map read and map write";
    String hint = "side 1 takes no lock " + MARKUP;
    int size = OPERATIONS;
    String side1Operation = "get";
    String side1Access = "read";
    String side1Effect = "none";
    String side1Sighting = "in flight";
    String side1Thread = "reader " + MARKUP;
    String side1Site = "shop.Orders.find(Orders.java:17)";
    String side1Stack = "java.util.HashMap.get(HashMap.java:564)\nshop.Orders.find(Orders.java:17)";
    String side1Locks = "";
    String side2Operation = "put";
    String side2Access = "write";
    String side2Effect = "structural";
    String side2Sighting = "in flight";
    String side2Thread = "writer";
    String side2Site = "shop.Orders.add(Orders.java:21)";
    String side2Stack = "java.util.HashMap.put(HashMap.java:610)\nshop.Orders.add(Orders.java:21)";
    String side2Locks = "java.util.concurrent.locks.ReentrantLock@1f";

    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long time;

    long side1ThreadId;
    long side2ThreadId;
  }

  private PageMain() {}

  public static void main(String[] args) throws Exception {
    try (Recording recording = new Recording()) {
      for (Class<? extends Event> event :
          List.of(Assign.class, Access.class, Grow.class, Misuse.class)) {
        recording.enable(event).withoutStackTrace();
      }
      recording.enable("jdk.JVMInformation");
      recording.enable("jdk.JavaMonitorEnter").withoutThreshold();
      recording.enable("jdk.ThreadPark").withoutThreshold();
      recording.start();
      record();
      recording.stop();
      recording.dump(Path.of(args[0]));
    }
  }

  private static void record() throws InterruptedException {
    Misuse misuse = new Misuse();
    Thread writer = new Thread(PageMain::write, "writer");
    Thread reader = new Thread(PageMain::read, "reader " + MARKUP);
    misuse.side1ThreadId = id(reader);
    misuse.side2ThreadId = id(writer);
    reader.start();
    reader.join();
    writer.start();
    writer.join();
    misuse.time = System.currentTimeMillis();
    misuse.commit();
  }

  @SuppressWarnings("deprecation") // threadId() is newer than Java 17
  private static long id(Thread thread) {
    return thread.getId();
  }

  private static void write() {
    CountDownLatch held = new CountDownLatch(1);
    Thread holder = new Thread(() -> holdUntilWaitedFor(held), "holder");
    blocked = Thread.currentThread();
    holder.start();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (LOCK) {
      new Grow().commit();
    }
    for (int i = 0; i < OPERATIONS; i++) {
      commit(new Assign(), i);
    }
    // The longest operation before a report is taken for the one that met the other side.
    Assign last = new Assign();
    last.size = OPERATIONS;
    last.begin();
    LockSupport.parkNanos(LOCK, LONG_NANOS);
    last.commit();
  }

  private static volatile Thread blocked = Thread.currentThread();

  private static void holdUntilWaitedFor(CountDownLatch held) {
    synchronized (LOCK) {
      held.countDown();
      while (blocked.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
    }
  }

  private static void read() {
    for (int i = 0; i < OPERATIONS; i++) {
      Access access = new Access();
      access.operation = "get";
      access.site = "shop.Orders.find(Orders.java:17)";
      access.structural = false;
      access.changed = false;
      commit(access, i);
    }
    LockSupport.parkNanos(LOCK, PARKED_NANOS);
    Assign other = new Assign();
    other.mapId = 8;
    other.mapName = BASKETS;
    other.mapClass = "java.util.TreeMap";
    commit(other, 1);
  }

  private static void commit(Operation operation, int key) {
    operation.hash = key;
    operation.bucket = key;
    operation.size = key + 1;
    operation.begin();
    operation.commit();
  }
}
