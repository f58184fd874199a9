package io.badmap.it.events.app;

import io.badmap.gomap.GoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Recording;

/** Uses maps in known ways, and writes what was recorded meanwhile to the file it is given. */
public final class RecordedMain {
  private static final Map<Object, Object> USERS = new HashMap<>();

  private RecordedMain() {}

  /** A key whose hash the map alone may ask for. */
  private record Account(int number) {
    @Override
    public int hashCode() {
      return number;
    }
  }

  /** All keys in one bin. */
  private record Colliding(int number) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  /** Runs all. */
  public static void main(String[] arguments) throws IOException {
    try (Recording recording = new Recording()) {
      recording.start();
      fill();
      use();
      collide();
      grow();
      recording.stop();
      recording.dump(Path.of(arguments[0]));
    }
  }

  private static void fill() {
    for (int i = 0; i < 13; i++) {
      USERS.put(i, "user");
    }
  }

  private static void use() {
    USERS.put(new Account(40), "account");
    USERS.get(new Account(40));
    USERS.get("nobody");
    USERS.remove(3);
    USERS.putIfAbsent(4, "again");
    USERS.computeIfAbsent(50, number -> "made");
    USERS.put(5, "other");
    for (Object key : USERS.keySet()) {
      key.hashCode();
    }
  }

  private static void collide() {
    Map<Object, Object> map = new HashMap<>(64);
    for (int i = 0; i < 12; i++) {
      map.put(new Colliding(i), i);
    }
  }

  private static void grow() {
    GoMap<Integer, String> map = GoMap.make();
    for (int i = 0; i < 60; i++) {
      map.put(i, "value");
    }
    map.get(7);
    map.remove(8);
  }
}
