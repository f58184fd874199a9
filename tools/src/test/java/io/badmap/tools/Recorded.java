package io.badmap.tools;

import io.badmap.tools.events.GuardStats;
import io.badmap.tools.events.MapAccess;
import io.badmap.tools.events.MapAssign;
import io.badmap.tools.events.MapCreate;
import io.badmap.tools.events.MapDelete;
import io.badmap.tools.events.MapEvent;
import io.badmap.tools.events.MapGrow;
import io.badmap.tools.events.MapGrowWork;
import io.badmap.tools.events.MapIterate;
import io.badmap.tools.events.MapMisuse;
import io.badmap.tools.events.MapOperation;
import io.badmap.tools.events.MapRehash;
import io.badmap.tools.events.MapStats;
import io.badmap.tools.events.MapTreeify;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Recording;

/** Recordings made in this JVM, of badmap's events and of those of the JDK that are asked for. */
public final class Recorded {
  private static final List<Class<? extends Event>> EVENTS =
      List.of(
          MapAssign.class,
          MapAccess.class,
          MapDelete.class,
          MapIterate.class,
          MapGrow.class,
          MapGrowWork.class,
          MapRehash.class,
          MapTreeify.class,
          MapCreate.class,
          MapMisuse.class,
          MapStats.class,
          GuardStats.class);

  /**
   * Runs as long as the JVM. Without one that goes on, JDK 17 forgets to write strings of an
   * earlier recording again.
   */
  @SuppressWarnings("unused")
  private static final Recording LASTING = lasting();

  private Recorded() {}

  private static Recording lasting() {
    Recording recording = new Recording();
    recording.start();
    return recording;
  }

  /** What may go wrong while something is recorded. */
  public interface Work {
    void run() throws Exception;
  }

  /** Records what the work does, into a new file of the folder. */
  public static Path of(Path folder, Work work, String... jdkEvents) {
    try (Recording recording = new Recording()) {
      EVENTS.forEach(recording::enable);
      recording.enable("jdk.JVMInformation");
      for (String event : jdkEvents) {
        recording.enable(event).withThreshold(null).withStackTrace().with("throttle", "off");
      }
      recording.start();
      work.run();
      recording.stop();
      Path file = Files.createTempFile(folder, "recorded", ".jfr");
      recording.dump(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fills what all events about a HashMap have. */
  public static <E extends MapEvent> E on(long map, E event) {
    event.mapId = map;
    event.mapClass = "java.util.HashMap";
    event.mapName = "Orders.byId";
    return event;
  }

  /** An operation on the key of a hash code, in a table of 16. */
  public static <E extends MapOperation> E operation(long map, E event, int hash) {
    on(map, event);
    event.operation = event instanceof MapAssign ? "put" : "get";
    event.site = "shop.Orders.find(Orders.java:17)";
    event.size = 1;
    event.capacity = 16;
    event.hash = hash;
    event.bucket = hash & 15;
    event.keyClass = "java.lang.Integer";
    return event;
  }

  /** Runs in a thread of this name and waits for its end. */
  public static Thread inThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return thread;
  }

  /** A misuse of two bare writers, at this moment, by an operation that is not recorded itself. */
  public static MapMisuse misuse(long map, long number, Thread first, Thread second) {
    MapMisuse misuse = on(map, new MapMisuse());
    misuse.number = number;
    misuse.kind = "concurrent map writes";
    misuse.hint = "guard every use of the map by one lock";
    misuse.size = 3;
    misuse.side1Operation = "merge";
    misuse.side1Access = "write";
    misuse.side1Effect = "stopped";
    misuse.side1Sighting = "in flight";
    misuse.side1Thread = first.getName();
    misuse.side1ThreadId = id(first);
    misuse.side1Site = "shop.Orders.add(Orders.java:21)";
    misuse.side1Stack = "shop.Orders.add(Orders.java:21)\nshop.Main.main(Main.java:9)";
    misuse.side1Locks = "";
    misuse.side2Operation = "merge";
    misuse.side2Access = "write";
    misuse.side2Effect = "structural";
    misuse.side2Sighting = "in flight";
    misuse.side2Thread = second.getName();
    misuse.side2ThreadId = id(second);
    misuse.side2Site = "shop.Orders.load(Orders.java:33)";
    misuse.side2Stack = "shop.Orders.load(Orders.java:33)\nshop.Main.run(Main.java:12)";
    misuse.side2Locks = "";
    return misuse;
  }

  @SuppressWarnings("deprecation") // threadId() is newer than Java 17
  private static long id(Thread thread) {
    return thread.getId();
  }
}
