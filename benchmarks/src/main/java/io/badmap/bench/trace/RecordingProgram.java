package io.badmap.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import jdk.jfr.Recording;

/**
 * Writes a recording of map operations: two threads, fifty maps, two thirds of them reads.
 * Arguments: the file and its size in MiB.
 */
public final class RecordingProgram {
  private static final int THREADS = 2;
  private static final int MAPS = 50;
  private static final int KEYS = 200_000;
  private static final int CAPACITY = 1 << 18;

  /** Of an operation as the JDK writes it. */
  private static final int BYTES = 40;

  private RecordingProgram() {}

  /** Prints how many operations were written; some may be lost where the disk is slow. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Path.of(args[0]);
    long operations = (Long.parseLong(args[1]) << 20) / BYTES;
    try (Recording recording = new Recording()) {
      recording.enable(RecordedOperation.Assign.class);
      recording.enable(RecordedOperation.Access.class);
      recording.enable(RecordedOperation.Delete.class);
      recording.enable("jdk.JVMInformation");
      recording.setToDisk(true);
      recording.start();
      Thread[] threads = new Thread[THREADS];
      for (int i = 0; i < THREADS; i++) {
        int seed = i;
        threads[i] = new Thread(() -> write(seed, operations / THREADS), "worker-" + i);
        threads[i].start();
      }
      for (Thread thread : threads) thread.join();
      recording.stop();
      recording.dump(file);
    }
    System.out.println("bytes=" + Files.size(file));
  }

  private static void write(int seed, long operations) {
    SplittableRandom random = new SplittableRandom(seed);
    for (long i = 0; i < operations; i++) {
      RecordedOperation event = event((int) (i % 12));
      int key = random.nextInt(KEYS);
      event.begin();
      event.mapId = 1 + i % MAPS;
      event.site =
          i % 3 == 0 ? "shop.UserCache.find(UserCache.java:24)" : "shop.Orders.add(Orders.java:57)";
      event.size = key;
      event.capacity = CAPACITY;
      event.hash = key ^ key >>> 16;
      event.bucket = event.hash & (CAPACITY - 1);
      event.commit();
    }
  }

  private static RecordedOperation event(int turn) {
    if (turn < 8) return new RecordedOperation.Access();
    RecordedOperation event =
        turn < 11 ? new RecordedOperation.Assign() : new RecordedOperation.Delete();
    event.operation = turn < 11 ? "put" : "remove";
    event.changed = true;
    event.structural = turn > 9;
    return event;
  }
}
