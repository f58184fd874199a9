package io.badmap.bench.program;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Puts through a class that it is given. Prints how long a put takes at best, and the peak of the
 * JVM's resident memory as Linux has it.
 */
public final class ManyPlacesProgram {
  private static final int PUTS = 5_000_000;
  private static final int KEYS = 50;

  private ManyPlacesProgram() {}

  /** Takes the folder of the class, the number of its places and of the rounds. */
  public static void main(String[] args) throws Exception {
    int places = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    URL[] urls = {Path.of(args[0]).toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      Class<?> type = loader.loadClass("Puts");
      Map<Object, Object> map = new HashMap<>();
      type.getField("map").set(null, map);
      @SuppressWarnings("unchecked")
      ObjIntConsumer<Object> puts =
          (ObjIntConsumer<Object>) type.getDeclaredConstructor().newInstance();
      long best = Long.MAX_VALUE;
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        round(puts, map, places);
        best = Math.min(best, System.nanoTime() - start);
      }
      System.out.println("nanos=" + (double) best / PUTS);
      System.out.println("peakKib=" + peakKib());
    }
  }

  private static void round(ObjIntConsumer<Object> puts, Map<Object, Object> map, int places) {
    String[] keys = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "key " + i;
    }
    for (int i = 0; i < PUTS; i++) {
      puts.accept(keys[i * 7 % KEYS], i * 31 % places);
      if (i % 64 == 0 && map.size() > 40) {
        map.clear();
      }
    }
  }

  private static String peakKib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return line.replaceAll("[^0-9]", "");
      }
    }
    throw new IOException("no VmHWM in /proc/self/status");
  }
}
