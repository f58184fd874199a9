package io.badmap.bench;

import io.badmap.bench.trace.ReaderProgram;
import io.badmap.bench.trace.RecordingProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of {@code badmap.jar analyze}: events a second beside the JDK's own {@code jfr summary}
 * and {@code jfr print}, on the same recordings, with the same heap.
 */
public final class Analyze {
  private static final String HEAP = "-Xmx512m";
  private static final String TOOL = "io.badmap.agent.Main";
  private static final String JFR = "jdk.jfr.internal.tool.Main";
  private static final double NANOS = 1e9;

  private static final Pattern EVENTS = Pattern.compile("([\\d,]+) events");

  private static final String USAGE =
      """
      --megabytes N           size of each of two recordings (default 200)
      --no-print              without jfr print, which takes minutes for a gigabyte
      """;

  private final Bench bench;
  private final Jdk jdk;
  private final List<Path> recordings = new ArrayList<>();
  private final MarkdownTable table =
      new MarkdownTable("read by", "recording", "wall s", "CPU s", "events/CPU s");

  private Analyze(Bench bench, Jdk jdk) {
    this.bench = bench;
    this.jdk = jdk;
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--megabytes"),
        Set.of("--no-print"),
        USAGE,
        (arguments, bench) -> {
          int megabytes = arguments.count("--megabytes", bench.quick() ? 5 : 200);
          for (Jdk jdk : bench.jdks()) {
            System.out.print(
                new Analyze(bench, jdk).table(megabytes, !arguments.has("--no-print")));
          }
        });
  }

  private String table(int megabytes, boolean print) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("badmap-analyze");
    try {
      for (String name : List.of("first.jfr", "second.jfr")) {
        Path file = folder.resolve(name);
        System.err.printf("JDK %s, writing %d MiB%n", jdk.version(), megabytes);
        Child.run(jdk, List.of(), RecordingProgram.class, file.toString(), "" + megabytes);
        recordings.add(file);
      }
      measure(print);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) Files.delete(file);
      }
      Files.delete(folder);
    }
    return bench.heading(jdk, "analysis of recordings")
        + String.format("Each reader has %s; JIT and collector included.%n%n", HEAP)
        + table;
  }

  private void measure(boolean print) throws IOException, InterruptedException {
    Path first = recordings.get(0);
    Path second = recordings.get(1);
    String jar = bench.agentJar().toString();
    Child alone = read("analyze", List.of(first), jar, TOOL, "analyze");
    Child both = read("analyze", List.of(first, second), jar, TOOL, "analyze");
    List<Long> events = events(both);
    double warm = cpu(both) - cpu(alone);
    add("analyze, alone", List.of(first), alone, events.get(0));
    add("analyze, both", recordings, both, events.get(0) + events.get(1));
    table.add(
        "the second of both, once warm",
        size(List.of(second)),
        "",
        seconds(warm),
        speed(events.get(1), warm));
    add(
        "jfr summary",
        List.of(first),
        read("jfr summary", List.of(first), "-", JFR, "summary"),
        events.get(0));
    if (print) addPrint(first, events.get(0));
  }

  /** Some versions of it hold the text of a whole chunk. */
  private void addPrint(Path file, long events) throws IOException, InterruptedException {
    try {
      Child print = read("jfr print", List.of(file), "-", JFR, "print");
      add("jfr print", List.of(file), print, events);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Java heap space")) throw e;
      table.add("jfr print: out of memory", size(List.of(file)), "", "", "");
    }
  }

  private Child read(String name, List<Path> files, String... command)
      throws IOException, InterruptedException {
    System.err.printf("JDK %s, %s%n", jdk.version(), name);
    List<String> args = new ArrayList<>(Arrays.asList(command));
    for (Path file : files) args.add(file.toString());
    List<String> options = new ArrayList<>(bench.jvmArgs());
    options.addAll(List.of(HEAP, "--add-exports", "jdk.jfr/jdk.jfr.internal.tool=ALL-UNNAMED"));
    return Child.run(jdk, options, ReaderProgram.class, args.toArray(new String[0]));
  }

  /** How many there are in each recording, as the analysis tells. */
  private static List<Long> events(Child child) {
    return EVENTS
        .matcher(child.out())
        .results()
        .map(found -> Long.parseLong(found.group(1).replace(",", "")))
        .toList();
  }

  private void add(String name, List<Path> files, Child child, long events) throws IOException {
    double cpu = cpu(child);
    double wall = child.wallNanos() / NANOS;
    table.add(name, size(files), seconds(wall), seconds(cpu), speed(events, cpu));
  }

  private static double cpu(Child child) throws IOException {
    return Long.parseLong(child.value("cpu-ns")) / NANOS;
  }

  private static String size(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) bytes += Files.size(file);
    return String.format("%d MiB", bytes >> 20);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static String speed(long events, double seconds) {
    return String.format(Locale.ROOT, "%.2f M", events / seconds / 1e6);
  }
}
