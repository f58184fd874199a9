package io.badmap.it.events.app;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
