package io.badmap.bench.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.badmap.Badmap;
import io.badmap.MisuseReport;
import io.badmap.demo.DemoApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Serves as the demo does, misuses one map on purpose, and tells for each line on stdin how it
 * stands, or its time of day; it ends when stdin does.
 */
public final class SoakProgram {
  /** How a line begins that tells how it stands. */
  public static final String STATE = "state ";

  /** The line that asks for the time of day in milliseconds, and the begin of the answer. */
  public static final String CLOCK = "clock ";

  /** How a line begins that tells of a report that should not be. */
  public static final String WRONG = "wrong report: ";

  /** Between two lines, each of which is a name and the class loader. */
  private static final Pattern INDENTED = Pattern.compile("\\n[ |-]*");

  private static final AtomicLong REPORTS = new AtomicLong();
  private static final AtomicLong WRONG_REPORTS = new AtomicLong();

  private SoakProgram() {}

  /**
   * Runs until stdin ends.
   *
   * @param args how many seconds the misuse stays with one pair of lines
   */
  @SuppressWarnings("resource") // The listener stays for the life of this JVM.
  public static void main(String[] args) throws IOException {
    Badmap.onMisuse(SoakProgram::told);
    Thread serving = new Thread(SoakProgram::serve, "serving");
    serving.setDaemon(true);
    serving.start();
    Trickle trickle = new Trickle(TimeUnit.SECONDS.toNanos(Long.parseLong(args[0])));
    trickle.start();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(
          line.equals(CLOCK) ? CLOCK + System.currentTimeMillis() : STATE + state(trickle));
    }
    System.exit(0);
  }

  private static void serve() {
    try {
      DemoApp.main(new String[] {"--port", "0"});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void told(MisuseReport report) {
    REPORTS.incrementAndGet();
    if (!Trickle.isOwn(report)) {
      WRONG_REPORTS.incrementAndGet();
      System.err.println(WRONG + report);
    }
  }

  /** Numbers by name, after a collection and when all that was met has been reported. */
  private static String state(Trickle trickle) {
    boolean isFlushed = Badmap.flush(Duration.ofSeconds(30));
    System.gc();
    System.gc();
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.join(
        " ",
        "flushed=" + (isFlushed ? 1 : 0),
        "meetings=" + trickle.meetings(),
        "thrown=" + trickle.thrown(),
        "reports=" + REPORTS,
        "wrong=" + WRONG_REPORTS,
        "threads=" + ManagementFactory.getThreadMXBean().getThreadCount(),
        "classes=" + classes(),
        "heapKib=" + (ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10),
        "metaspaceKib=" + (metaspace() >> 10),
        "files=" + system.getOpenFileDescriptorCount());
  }

  /**
   * Those that are there, each once: a class that was woven anew is counted again by the JVM until
   * that has purged its earlier version.
   */
  private static long classes() {
    try {
      Object told =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmClassHierarchy",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return INDENTED.splitAsStream(String.valueOf(told)).distinct().count();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
