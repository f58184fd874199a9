package io.badmap.bench;

import io.badmap.bench.program.ManyPlacesProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a hot method with many places that put costs: the JIT copies the hooks to each of them, and
 * {@code HashMap.putVal} too where that has no compiled code of its own.
 */
public final class ManyPlaces {
  private static final String USAGE =
      """
      --places N,N,...        how many places there are (default 1,8,24,32,48)
      --runs N                JVMs of each kind, in turn (default 3)
      """;

  private final Bench bench;
  private final Jdk jdk;
  private final int runs;

  private ManyPlaces(Bench bench, Jdk jdk, int runs) {
    this.bench = bench;
    this.jdk = jdk;
    this.runs = runs;
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--places", "--runs"),
        Set.of(),
        USAGE,
        (arguments, bench) -> {
          String given = arguments.last("--places");
          String places = given == null ? bench.quick() ? "2" : "1,8,24,32,48" : given;
          int runs = bench.quick() ? 1 : arguments.count("--runs", 3);
          for (Jdk jdk : bench.jdks()) {
            System.out.print(new ManyPlaces(bench, jdk, runs).table(places));
          }
        });
  }

  private String table(String places) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable("places", "without, ns", "with, ns", "without, MiB", "with, MiB");
    for (String count : places.split(",")) {
      Path folder = Files.createTempDirectory("badmap-places");
      try {
        compile(folder, Integer.parseInt(count));
        measure(folder, count, table);
      } catch (NumberFormatException e) {
        throw new UsageException("--places needs numbers, not " + count);
      } finally {
        Files.deleteIfExists(folder.resolve("Puts.java"));
        Files.deleteIfExists(folder.resolve("Puts.class"));
        Files.delete(folder);
      }
    }
    return bench.heading(jdk, "a put, and the JVM's peak of resident memory") + "\n" + table;
  }

  private void measure(Path folder, String places, MarkdownTable table)
      throws IOException, InterruptedException {
    Samples plainNanos = new Samples();
    Samples nanos = new Samples();
    Samples plainPeak = new Samples();
    Samples peak = new Samples();
    for (int run = 0; run < runs; run++) {
      run(folder, places, null, plainNanos, plainPeak);
      run(folder, places, bench.javaagent(), nanos, peak);
    }
    table.add(
        places,
        String.format(Locale.ROOT, "%.1f", plainNanos.median()),
        String.format(Locale.ROOT, "%.1f", nanos.median()),
        String.format(Locale.ROOT, "%.0f", plainPeak.median()),
        String.format(Locale.ROOT, "%.0f", peak.median()));
  }

  private void run(Path folder, String places, @Nullable String agent, Samples nanos, Samples peak)
      throws IOException, InterruptedException {
    List<String> jvmArgs = new ArrayList<>(bench.jvmArgs());
    jvmArgs.add("-Xmx128m");
    if (agent != null) {
      jvmArgs.add(agent);
    }
    Child child =
        Child.run(
            jdk,
            jvmArgs,
            ManyPlacesProgram.class,
            folder.toString(),
            places,
            bench.quick() ? "2" : "16");
    nanos.add(Double.parseDouble(child.value("nanos")));
    peak.add(Double.parseDouble(child.value("peakKib")) / 1024);
  }

  private static void compile(Path folder, int places) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "public class Puts implements java.util.function.ObjIntConsumer<Object> {\n"
                + "  public static java.util.Map<Object, Object> map;\n"
                + "  public void accept(Object key, int place) { switch (place) {\n");
    IntStream.range(0, places)
        .forEach(
            place ->
                text.append("    case ")
                    .append(place)
                    .append(": map.put(key, key);\n")
                    .append("      break;\n"));
    Path file = Files.writeString(folder.resolve("Puts.java"), text.append("  } }\n}\n"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", file.toString());
    if (status != 0) {
      throw new IOException("javac refuses " + file);
    }
  }
}
