package io.badmap.it.atomicity;

import io.badmap.Badmap;
import io.badmap.MisuseReport;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Two threads count in one map without holding each other up, until the first report; prints the
 * three sites of it. Then two others count with {@code merge}, and must not lose a count.
 */
public final class RacingMain {
  private static final int COUNTS = 100_000;

  private RacingMain() {}

  /** Counts in a map of each kind. */
  public static void main(String[] arguments) throws Exception {
    race(new ConcurrentHashMap<>());
    race(new ConcurrentSkipListMap<>());
    race(Collections.synchronizedMap(new HashMap<>()));
  }

  private static void race(Map<String, Integer> map) throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    AutoCloseable registration =
        Badmap.onMisuse(
            report -> {
              if (report.mapIdentity() == System.identityHashCode(map)) {
                print(report);
                told.countDown();
              }
            });
    Runnable counting =
        () -> {
          while (told.getCount() > 0) {
            count(map);
          }
        };
    Thread first = new Thread(counting);
    Thread second = new Thread(counting);
    first.start();
    second.start();
    if (!told.await(60, TimeUnit.SECONDS)) {
      System.out.println("never told");
      System.exit(1);
    }
    first.join();
    second.join();
    registration.close();
    map.clear();
    Thread other = new Thread(() -> merge(map));
    other.start();
    merge(map);
    other.join();
    System.out.println(map.get("key"));
  }

  private static void count(Map<String, Integer> map) {
    Integer count = map.get("key");
    map.put("key", count == null ? 1 : count + 1);
  }

  private static void merge(Map<String, Integer> map) {
    for (int i = 0; i < COUNTS; i++) {
      map.merge("key", 1, Integer::sum);
    }
  }

  private static void print(MisuseReport report) {
    System.out.println(
        report.kind().message()
            + " "
            + report.check().side().caller().getMethodName()
            + " "
            + report.first().caller().getMethodName()
            + " "
            + report.second().caller().getMethodName());
  }
}
