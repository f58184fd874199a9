package io.badmap.bench;

import io.badmap.bench.service.Customers;
import io.badmap.bench.service.Shop;
import io.badmap.bench.service.Visits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a service in production: the demo's, in a JVM of its own, visited over loopback
 * from this one, plain and with the agent in turn; the stall of an attach and a detach; and how
 * soon a change of the config file holds.
 */
public final class Service {
  private static final String USAGE =
      """
      --runs N                turns; in each a JVM for every variant (default 5)
      --seconds N             how long each load of a turn is measured (default 4)
      --warm-up N             how many seconds at full rate come first (default 5)
      --rate N                requests a second of the bounded load (default 500)
      --variants A,B          of control, detection, canary, sampled (default: all)
      --attach                instead: the stall of attach and detach
      --config                instead: the time until a change of the config file holds
      """;

  private static final int CUSTOMERS = 4;

  /** All touched at the start, so that what more is resident is no matter of the collector. */
  private static final long HEAP_KIB = 256 << 10;

  private final Bench bench;
  private final int runs;
  private final int rate;
  private final Duration time;
  private final Duration warmUp;
  private final List<Variant> variants;

  private Service(Arguments arguments, Bench bench) {
    this.bench = bench;
    runs = arguments.count("--runs", bench.quick() ? 2 : 5);
    rate = arguments.count("--rate", bench.quick() ? 100 : 500);
    time = Duration.ofSeconds(arguments.count("--seconds", bench.quick() ? 1 : 4));
    warmUp = Duration.ofSeconds(arguments.count("--warm-up", bench.quick() ? 1 : 5));
    variants = variants(arguments.last("--variants"));
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--runs", "--seconds", "--warm-up", "--rate", "--variants"),
        Set.of("--attach", "--config"),
        USAGE,
        (arguments, bench) -> {
          Service service = new Service(arguments, bench);
          for (Jdk jdk : bench.jdks()) {
            System.out.print(service.tables(jdk, arguments));
          }
        });
  }

  private String tables(Jdk jdk, Arguments arguments) throws Exception {
    if (arguments.has("--attach")) {
      return new AttachStall(bench, jdk, rate, runs).table();
    }
    if (arguments.has("--config")) {
      return new ConfigDelay(bench, jdk, runs).table();
    }
    return table(jdk);
  }

  /** What stands beside plain. */
  private enum Variant {
    CONTROL("plain again", null),
    DETECTION("detection alone", ""),
    CANARY("`config=`, `trace_sampling: 0.1`", "config="),
    SAMPLED("`sample=0.1,events=sampled`", "sample=0.1,events=sampled");

    /** As docs/configuration.md shows it, with events, and one request in ten of the canary. */
    private static final String CONFIG =
        """
        action: log
        events: sampled
        observability: {trace_sampling: 0.1}
        budget: {cpu: 3%, memory: 50MB}
        breaker: {failure_rate: 95%}
        rules: [{name: canary, traffic: 10%, action: throw}]
        """;

    final String label;
    final @Nullable String options;

    Variant(String label, @Nullable String options) {
      this.label = label;
      this.options = options;
    }
  }

  /** What is measured of each JVM. */
  private enum Measure {
    RATE("throughput, requests/s", 0.3, "%.0f"),
    MEDIAN("p50, µs", null, "%.0f"),
    TAIL("p99, µs", 1.0, "%.0f"),
    CPU("CPU per request, bounded, µs", 3.0, "%.0f"),
    FULL_CPU("CPU per request, full rate, µs", 3.0, "%.0f"),
    LIVE("live heap, MB", null, "%.1f"),
    MEMORY("memory, MB", 50.0, "%.1f");

    final String label;
    final @Nullable Double limit;
    final String format;

    Measure(String label, @Nullable Double limit, String format) {
      this.label = label;
      this.limit = limit;
      this.format = format;
    }

    Change change(Samples with, Samples plain) {
      return switch (this) {
        case RATE -> Change.less(with, plain);
        case LIVE, MEMORY -> Change.added(with, plain);
        default -> Change.more(with, plain);
      };
    }

    String unit() {
      return this == LIVE || this == MEMORY ? " MB" : " %";
    }
  }

  /** The measurements of one variant, or of plain. */
  private static final class Series {
    private final Map<Measure, Samples> samples = new EnumMap<>(Measure.class);

    void add(Measure measure, double value) {
      samples.computeIfAbsent(measure, any -> new Samples()).add(value);
    }

    Samples of(Measure measure) {
      return samples.getOrDefault(measure, new Samples());
    }
  }

  private static List<Variant> variants(@Nullable String names) {
    if (names == null) {
      return List.of(Variant.values());
    }
    List<Variant> chosen = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      chosen.add(
          Arrays.stream(Variant.values())
              .filter(variant -> variant.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst()
              .orElseThrow(() -> new UsageException("--variants: no variant " + name)));
    }
    return chosen;
  }

  private String table(Jdk jdk) throws IOException, InterruptedException {
    Series plain = new Series();
    Map<Variant, Series> measured = new EnumMap<>(Variant.class);
    Path config = Files.createTempFile("badmap-service", ".yaml");
    try {
      Files.writeString(config, Variant.CONFIG);
      for (int run = 1; run <= runs; run++) {
        System.err.printf("JDK %s, service, run %d of %d%n", jdk.version(), run, runs);
        // Every other turn backwards, so that a drift of the machine's speed favours nobody.
        List<@Nullable Variant> turn = new ArrayList<>();
        turn.add(null);
        turn.addAll(variants);
        if (run % 2 == 0) {
          Collections.reverse(turn);
        }
        for (Variant variant : turn) {
          measure(
              jdk,
              options(variant, config),
              variant == null ? plain : measured.computeIfAbsent(variant, any -> new Series()));
        }
      }
    } finally {
      Files.delete(config);
    }
    MarkdownTable table =
        new MarkdownTable("variant", "measured", "plain", "with", "change (turns)", "limit", "");
    Series control = measured.get(Variant.CONTROL);
    measured.forEach((variant, series) -> rows(table, variant, series, plain, control));
    return bench.heading(jdk, "a service")
        + String.format(
            "Medians of %d turns; %d customers, %d s of warm-up, %d requests a second for %d s, then as many as are "
                + "answered; memory is the most that was resident without the heap, and the live heap.%n%n",
            runs, CUSTOMERS, warmUp.toSeconds(), rate, time.toSeconds())
        + table;
  }

  private List<String> options(@Nullable Variant variant, Path config) {
    List<String> jvmArgs = new ArrayList<>(bench.jvmArgs());
    jvmArgs.addAll(
        List.of("-Xms" + HEAP_KIB + "k", "-Xmx" + HEAP_KIB + "k", "-XX:+AlwaysPreTouch"));
    if (variant != null && variant.options != null) {
      String file = variant == Variant.CANARY ? config.toString() : "";
      jvmArgs.add("-javaagent:" + bench.agentJar() + "=" + variant.options + file);
    }
    return jvmArgs;
  }

  private void measure(Jdk jdk, List<String> jvmArgs, Series series)
      throws IOException, InterruptedException {
    try (Shop shop = Shop.demo(jdk.java(), jvmArgs)) {
      Customers customers = new Customers(shop.address(), CUSTOMERS);
      right(customers.visitAtFullRate(warmUp));
      long cpu = shop.cpuNanos();
      Visits bounded = right(customers.visit(rate, time));
      series.add(Measure.CPU, (shop.cpuNanos() - cpu) / 1e3 / bounded.requests());
      series.add(Measure.MEDIAN, bounded.within(0.5) / 1e3);
      series.add(Measure.TAIL, bounded.within(0.99) / 1e3);
      cpu = shop.cpuNanos();
      Visits full = right(customers.visitAtFullRate(time));
      series.add(Measure.FULL_CPU, (shop.cpuNanos() - cpu) / 1e3 / full.requests());
      series.add(Measure.RATE, full.rate());
      double live = live(jdk, shop) / 1e6;
      series.add(Measure.LIVE, live);
      series.add(Measure.MEMORY, (shop.peakKib() - HEAP_KIB) * 1024 / 1e6 + live);
      shop.err().forEach(System.err::println);
    }
  }

  /** What lives after a collection, as the JDK's own tool tells. */
  private static long live(Jdk jdk, Shop shop) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                jdk.home().resolve("bin/jcmd").toString(), "" + shop.pid(), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines = jcmd.inputReader().lines().toList();
    jcmd.waitFor();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    String[] words = last.trim().split(" +");
    if (words.length != 3 || !words[0].equals("Total")) {
      throw new IOException("no total in the answer of jcmd: " + last);
    }
    return Long.parseLong(words[2]);
  }

  /**
   * @throws IOException if a request was not answered, or wrongly
   */
  static Visits right(Visits visits) throws IOException {
    if (!visits.wrong().isEmpty()) {
      throw new IOException(
          visits.wrong().size() + " wrong answers, the first: " + visits.wrong().get(0));
    }
    return visits;
  }

  private static void rows(
      MarkdownTable table, Variant variant, Series with, Series plain, @Nullable Series control) {
    for (Measure measure : Measure.values()) {
      Change change = measure.change(with.of(measure), plain.of(measure));
      Change noise =
          control == null || variant == Variant.CONTROL
              ? null
              : measure.change(control.of(measure), plain.of(measure));
      Double limit = measure.limit;
      table.add(
          variant.label,
          measure.label,
          String.format(Locale.ROOT, measure.format, plain.of(measure).median()),
          String.format(Locale.ROOT, measure.format, with.of(measure).median()),
          change.text(measure.unit()),
          limit == null ? "" : limit + measure.unit(),
          limit == null ? "" : change.against(limit, noise));
    }
  }
}
