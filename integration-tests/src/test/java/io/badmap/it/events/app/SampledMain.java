package io.badmap.it.events.app;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Recording;

/** Makes many maps, itself and through the JDK, and writes what was recorded to a file. */
public final class SampledMain {
  private static final int MAPS = 200;

  /** Keeps the maps alive: one that is gone may leave its identity to another. */
  private static final List<Object> KEPT = new ArrayList<>();

  private SampledMain() {}

  /** Runs all; the argument is the file. */
  public static void main(String[] arguments) throws Exception {
    byte[] bytes = serialized();
    try (Recording recording = new Recording()) {
      recording.start();
      for (int i = 0; i < MAPS; i++) {
        make(i);
        restore(bytes);
        hide();
        wrap(i);
        keepOrder(i);
      }
      recording.stop();
      recording.dump(Path.of(arguments[0]));
    }
  }

  private static void make(int number) {
    Map<Integer, String> map = new HashMap<>();
    KEPT.add(map);
    map.put(number, "own");
  }

  private static void wrap(int number) {
    Map<Integer, String> map = Collections.synchronizedMap(new HashMap<>());
    KEPT.add(map);
    map.put(number, "wrapped");
  }

  private static void keepOrder(int number) {
    Set<Integer> set = new TreeSet<>(new Lately(new LinkedHashMap<>(Map.of(number, ""))).keySet());
    KEPT.add(set);
    set.add(-1);
  }

  /** A subclass, whose constructor is the line that makes the map. */
  private static final class Lately extends LinkedHashMap<Integer, String> {
    private static final long serialVersionUID = 1;

    Lately(Map<Integer, String> entries) {
      super(entries.size() > 1 ? new LinkedHashMap<>(entries) : entries);
      KEPT.add(this);
    }
  }

  private static void hide() {
    Headers headers = new Headers();
    KEPT.add(headers);
    headers.add("Name", "value");
  }

  private static void restore(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      Map<?, ?> map = (Map<?, ?>) in.readObject();
      KEPT.add(map);
      KEPT.add(map.get("key"));
    }
  }

  private static byte[] serialized() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new HashMap<>(Map.of("key", "value")));
    }
    return bytes.toByteArray();
  }
}
