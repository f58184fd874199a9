package io.badmap.it.analyze;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingStream;

/**
 * Records events of badmap's names and fields without its agent, so that what is read does not hang
 * on what is written. Arguments: {@code dump} and a file; or {@code kill}, which ends this JVM as
 * {@code kill -9} does, once the events are in the repository.
 */
final class RecordedMain {
  private static final int OPERATIONS = 1000;

  @Name("io.badmap.MapAssign")
  static final class Assign extends Event {
    long mapId = 7;
    String mapClass = "java.util.HashMap";
    String mapName = "Orders.byId";
    String operation = "put";
    String site = "shop.Orders.add(Orders.java:21)";
    int size;
    int capacity = 2048;
    int bucket;
    int hash;
    String keyClass = "java.lang.Integer";
    boolean structural = true;
    boolean changed = true;
  }

  @Name("io.badmap.MapMisuse")
  static final class Misuse extends Event {
    long mapId = 7;
    String mapClass = "java.util.HashMap";
    String mapName = "Orders.byId";
    long number = 1;
    String kind = "concurrent map writes";
    String hint = "";
    int size = 3;
    String side1Operation = "put";
    String side1Access = "write";
    String side1Effect = "stopped";
    String side1Sighting = "in flight";
    String side1Thread = "one";
    String side1Site = "shop.Orders.add(Orders.java:21)";
    String side1Stack = "shop.Orders.add(Orders.java:21)";
    String side1Locks = "";
    String side2Operation = "put";
    String side2Access = "write";
    String side2Effect = "structural";
    String side2Sighting = "in flight";
    String side2Thread = "two";
    String side2Site = "shop.Orders.load(Orders.java:33)";
    String side2Stack = "shop.Orders.load(Orders.java:33)";
    String side2Locks = "";
  }

  private RecordedMain() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("dump")) {
      try (Recording recording = new Recording()) {
        enable(recording);
        recording.start();
        write();
        recording.stop();
        recording.dump(Path.of(args[1]));
      }
      return;
    }
    CountDownLatch flushed = new CountDownLatch(1);
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable(Assign.class).withoutStackTrace();
      stream.enable(Misuse.class).withoutStackTrace();
      stream.enable("jdk.JVMInformation");
      stream.onEvent("io.badmap.MapMisuse", event -> flushed.countDown());
      stream.startAsync();
      write();
      flushed.await();
      kill();
    }
  }

  private static void enable(Recording recording) {
    recording.enable(Assign.class).withoutStackTrace();
    recording.enable(Misuse.class).withoutStackTrace();
    recording.enable("jdk.JVMInformation");
  }

  private static void write() {
    for (int i = 0; i < OPERATIONS; i++) {
      Assign assign = new Assign();
      assign.hash = i;
      assign.bucket = i;
      assign.size = i + 1;
      assign.commit();
    }
    new Misuse().commit();
  }

  private static void kill() throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    new ProcessBuilder("kill", "-9", String.valueOf(self)).start();
    Thread.currentThread().join();
  }
}
