package io.badmap.bench;

import io.badmap.bench.service.Customers;
import io.badmap.bench.service.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long a request takes at most while the agent comes to a service under load, or goes. Beside
 * it stands an equally long stretch just before, and what the same command does that changes
 * nothing, {@code status}: it too starts a JVM on the processors of the service.
 */
final class AttachStall {
  private static final double LIMIT_MILLIS = 150;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int CUSTOMERS = 4;

  /** What may still happen after a command has ended. */
  private static final long AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Bench bench;
  private final Jdk jdk;
  private final int rate;
  private final int runs;

  AttachStall(Bench bench, Jdk jdk, int rate, int runs) {
    this.bench = bench;
    this.jdk = jdk;
    this.rate = rate;
    this.runs = runs;
  }

  /** The longest requests, in milliseconds, before a command and while it ran. */
  private static final class Series {
    final String command;
    final Samples took = new Samples();
    final Samples before = new Samples();
    final Samples during = new Samples();

    Series(String command) {
      this.command = command;
    }

    String[] row(Series control) {
      return new String[] {
        "`" + command + "`",
        millis(took),
        millis(before),
        millis(during),
        String.format(Locale.ROOT, "%.0f ms", LIMIT_MILLIS),
        verdict(control)
      };
    }

    /** Where a stretch without the command, or one that changes nothing, is as slow, who knows? */
    private String verdict(Series control) {
      if (this == control) {
        return "";
      }
      if (during.max() <= LIMIT_MILLIS) {
        return "kept";
      }
      return Math.max(before.max(), control.during.max()) > LIMIT_MILLIS
          ? "not told apart"
          : "missed";
    }

    private static String millis(Samples samples) {
      return String.format(Locale.ROOT, "%.0f (%.0f)", samples.median(), samples.max());
    }
  }

  String table() throws IOException, InterruptedException {
    List<Series> commands =
        List.of(new Series("status"), new Series("attach"), new Series("detach"));
    for (int run = 1; run <= runs; run++) {
      System.err.printf("JDK %s, attach, run %d of %d%n", jdk.version(), run, runs);
      turn(commands);
    }
    MarkdownTable table =
        new MarkdownTable(
            "command", "takes, ms", "longest before, ms", "longest during, ms", "limit", "");
    commands.forEach(command -> table.add(command.row(commands.get(0))));
    return bench.heading(jdk, "attach and detach")
        + String.format(
            "%d requests a second; medians of %d JVMs, in brackets the most of all.%n%n",
            rate, runs)
        + table;
  }

  private void turn(List<Series> commands) throws IOException, InterruptedException {
    List<String> jvmArgs = new ArrayList<>(bench.jvmArgs());
    jvmArgs.add("-Xmx256m");
    try (Shop shop = Shop.demo(jdk.java(), jvmArgs)) {
      Customers customers = new Customers(shop.address(), CUSTOMERS);
      Service.right(customers.visitAtFullRate(Duration.ofSeconds(2)));
      for (Series command : commands) {
        measure(shop, customers, command);
      }
    }
  }

  private void measure(Shop shop, Customers customers, Series series)
      throws IOException, InterruptedException {
    Customers.Load load = customers.start(rate);
    // Long enough to hold an equally long stretch before; attach is done in less.
    TimeUnit.SECONDS.sleep(bench.quick() ? 2 : 4);
    long start = System.nanoTime();
    command(shop, series.command);
    long took = System.nanoTime() - start;
    TimeUnit.NANOSECONDS.sleep(AFTER_NANOS);
    long stretch = took + AFTER_NANOS;
    var visits = Service.right(load.stop());
    series.took.add(took / NANOS_PER_MILLI);
    series.before.add(visits.longestBetween(start - stretch, start) / NANOS_PER_MILLI);
    series.during.add(visits.longestBetween(start, start + stretch) / NANOS_PER_MILLI);
  }

  /** A JVM without agent has {@code status} fail, which is what it is for here. */
  private void command(Shop shop, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                jdk.java(), "-jar", bench.agentJar().toString(), command, "" + shop.pid())
            .redirectErrorStream(true)
            .start();
    String told = String.join("\n", process.inputReader().lines().toList());
    if (process.waitFor() != 0 && !command.equals("status")) {
      throw new IOException(command + ": " + told);
    }
  }
}
