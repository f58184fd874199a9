package io.badmap.it.corruption;

import io.badmap.Badmap;
import io.badmap.MisuseReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A thread that stands in a map's own code for as long as anybody looks. */
final class Watched {
  private static final long LIMIT_SECONDS = 110;
  private static final int MOVED_LINES = 40_000;

  private Watched() {}

  /**
   * With {@code endless} and the name of a walk, one that never ends: prints what is reported. With
   * {@code repeated}, one that ends and is begun again, until it has been tried and found so.
   */
  public static void main(String[] arguments) throws Exception {
    BlockingQueue<MisuseReport> reports = new ArrayBlockingQueue<>(10);
    try (AutoCloseable registration = Badmap.onMisuse(reports::add)) {
      if (arguments[0].equals("endless")) {
        start(() -> walk(arguments[1]));
        MisuseReport report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        System.out.println(report == null ? "no report" : report.kind() + " " + told(report));
      } else {
        System.out.println(awaitTrial(start(Watched::repeat)) + ", reports: " + reports.size());
      }
    }
  }

  private static String told(MisuseReport report) {
    return report.first().threadName() + " in " + report.first().operation();
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "walker");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void walk(String name) {
    try {
      Walks.main(new String[] {name});
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void repeat() {
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      map.put(i, i);
    }
    while (!map.containsValue(-1)) {
      Thread.onSpinWait();
    }
  }

  /** The lines of calls that begin during the trial are moved; afterwards they no longer are. */
  private static String awaitTrial(Thread thread) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    boolean tried = false;
    while (System.nanoTime() < deadline) {
      StackTraceElement[] stack = thread.getStackTrace();
      boolean moved = stack.length > 0 && stack[0].getLineNumber() > MOVED_LINES;
      if (tried && !moved) {
        return "tried and let go";
      }
      tried |= moved;
      Thread.yield();
    }
    return tried ? "not let go" : "not tried";
  }
}
