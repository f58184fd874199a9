package io.badmap.it.faults.app;

import io.badmap.MapMisuseError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the heap nearly full while the agent comes, gives it back, and misuses a map when the agent
 * is there.
 */
public final class FullHeap {
  private static final long LEFT_BYTES = 4L << 20;

  private final Map<Integer, Integer> map = new TreeMap<>();
  private volatile boolean stopped;

  private FullHeap() {}

  /** Prints whether the misuse was stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    Thread coming = coming();
    List<byte[]> hoard = new ArrayList<>();
    while (left() > LEFT_BYTES) {
      hoard.add(new byte[1 << 16]);
    }
    TimeUnit.MILLISECONDS.sleep(500);
    System.out.println("hoard: " + (hoard.size() > 100 ? "large" : hoard.size()));
    hoard.clear();
    if (coming != null) {
      coming.join();
    }
    FullHeap program = new FullHeap();
    Thread other = new Thread(program::change);
    other.start();
    program.change();
    other.join();
    System.out.println("stopped: " + program.stopped);
  }

  private static Thread coming() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("badmap-late"))
        .findAny()
        .orElse(null);
  }

  private static long left() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
  }

  private void change() {
    for (int i = 0; i < 10_000_000 && !stopped; i++) {
      try {
        map.put(i % 100, i);
        map.remove(i % 100);
      } catch (MapMisuseError e) {
        stopped = true;
      } catch (NullPointerException e) {
        // Two that began together have damaged the tree.
      }
    }
  }
}
