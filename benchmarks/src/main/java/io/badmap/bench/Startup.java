package io.badmap.bench;

import io.badmap.bench.program.HelloWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The table of start-up: what a program of one line pays for an agent, and for the agents that
 * people run already.
 */
public final class Startup {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double KIB_PER_MIB = 1024;
  private static final int LIMIT_MILLIS = 100;
  private static final int LIMIT_MIB = 15;
  private static final String USAGE =
      """
      --runs N                JVMs per variant, taken in turn (default 20)
      --no-rivals             without JaCoCo, OpenTelemetry and BlockHound
      """;

  private final Bench bench;
  private final int runs;
  private final boolean rivals;

  private Startup(Arguments arguments, Bench bench) {
    this.bench = bench;
    runs = arguments.count("--runs", bench.quick() ? 2 : 20);
    rivals = !arguments.has("--no-rivals");
  }

  /** One way to start, and what was measured of it. */
  private static final class Variant {
    final String name;
    final List<String> jvmArgs;
    final Samples wallMillis = new Samples();
    final Samples peakMib = new Samples();
    int errBytes;
    int strayOutBytes;

    Variant(String name, String... jvmArgs) {
      this.name = name;
      this.jvmArgs = List.of(jvmArgs);
    }
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--runs"),
        Set.of("--no-rivals"),
        USAGE,
        (arguments, bench) -> {
          Startup startup = new Startup(arguments, bench);
          for (Jdk jdk : bench.jdks()) {
            System.out.print(startup.table(jdk));
          }
        });
  }

  /** Plain first. A rival is told to write and send nothing: only its presence is measured. */
  private List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("plain"));
    variants.add(new Variant(bench.agentName(), bench.javaagent()));
    if (rivals) {
      Path agents = Bench.target().resolve("agents");
      variants.add(
          new Variant("JaCoCo", "-javaagent:" + agents.resolve("jacoco.jar") + "=output=none"));
      variants.add(
          new Variant(
              "OpenTelemetry",
              "-javaagent:" + agents.resolve("opentelemetry.jar"),
              "-Dotel.traces.exporter=none",
              "-Dotel.metrics.exporter=none",
              "-Dotel.logs.exporter=none"));
      variants.add(
          new Variant(
              "BlockHound",
              "-javaagent:" + agents.resolve("blockhound.jar"),
              "-XX:+AllowRedefinitionToAddDeleteMethods"));
    }
    return variants;
  }

  private String table(Jdk jdk) throws IOException, InterruptedException {
    List<Variant> variants = variants();
    for (int run = 1; run <= runs; run++) {
      System.err.printf("JDK %s, start-up, run %d of %d%n", jdk.version(), run, runs);
      for (Variant variant : variants) {
        measure(jdk, variant);
      }
    }
    MarkdownTable table =
        new MarkdownTable(
            "start",
            "wall ms",
            "added ms",
            "peak MiB",
            "added MiB",
            "stderr bytes",
            "stray stdout bytes",
            "sharing",
            "shared classes");
    Variant plain = variants.get(0);
    for (Variant variant : variants) {
      table.add(row(jdk, variant, plain));
    }
    return bench.heading(jdk, "start-up")
        + String.format(
            "Medians of %d starts in turn; limits for the agent on trial: %d ms, %d MiB, 0 bytes.%n%n",
            runs, LIMIT_MILLIS, LIMIT_MIB)
        + table;
  }

  private void measure(Jdk jdk, Variant variant) throws IOException, InterruptedException {
    Child child = start(jdk, variant, List.of());
    variant.wallMillis.add(child.wallNanos() / NANOS_PER_MILLI);
    variant.peakMib.add(Long.parseLong(child.value("peak-kib")) / KIB_PER_MIB);
    variant.errBytes = Math.max(variant.errBytes, child.errBytes());
    long stray =
        child.out().lines().filter(line -> !HelloWorld.isOwn(line)).mapToLong(String::length).sum();
    variant.strayOutBytes = Math.max(variant.strayOutBytes, (int) stray);
  }

  private String[] row(Jdk jdk, Variant variant, Variant plain)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("badmap-bench", ".log");
    try {
      Child logged = start(jdk, variant, List.of("-Xlog:class+load:file=" + log));
      List<String> loads =
          Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).toList();
      long shared = loads.stream().filter(line -> line.contains("shared objects file")).count();
      return new String[] {
        variant.name,
        format("%.0f", variant.wallMillis.median()),
        format("%+.0f", variant.wallMillis.median() - plain.wallMillis.median()),
        format("%.1f", variant.peakMib.median()),
        format("%+.1f", variant.peakMib.median() - plain.peakMib.median()),
        Integer.toString(variant.errBytes),
        Integer.toString(variant.strayOutBytes),
        logged.value("vm").contains("sharing") ? "on" : "OFF",
        shared + " of " + loads.size()
      };
    } finally {
      Files.delete(log);
    }
  }

  private Child start(Jdk jdk, Variant variant, List<String> more)
      throws IOException, InterruptedException {
    List<String> jvmArgs = new ArrayList<>(bench.jvmArgs());
    jvmArgs.addAll(more);
    jvmArgs.addAll(variant.jvmArgs);
    return Child.run(jdk, jvmArgs, HelloWorld.class);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
