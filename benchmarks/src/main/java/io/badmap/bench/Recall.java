package io.badmap.bench;

import io.badmap.bench.recall.Pattern;
import io.badmap.bench.recall.PatternProgram;
import io.badmap.bench.recall.Trial;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The table of recall: of the runs of a program that misuses a map, how many end with a report
 * within the time given; without the hunt, with it, and in Go.
 */
public final class Recall {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int CAUGHT = 2;

  /** What a program ends with that Go's race detector has stopped. */
  private static final int CAUGHT_BY_RACE = 66;

  private static final String USAGE =
      """
      --runs N                runs of each pattern, in each way (default 20)
      --seconds N             how long a run may take (default 10)
      --patterns A,B          only these patterns, such as put-get (default: all)
      --jobs N                runs at a time (default 1); the programs mostly wait
      --no-go                 without Go, whether it is installed or not
      """;

  private final Bench bench;
  private final int runs;
  private final int seconds;
  private final int jobs;
  private final List<Pattern> patterns;
  private final @Nullable Path go;

  private Recall(Arguments arguments, Bench bench, @Nullable Path go) {
    this.bench = bench;
    this.go = go;
    runs = arguments.count("--runs", bench.quick() ? 1 : 20);
    seconds = arguments.count("--seconds", bench.quick() ? 2 : 10);
    jobs = arguments.count("--jobs", 1);
    patterns = patterns(arguments.last("--patterns"));
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--runs", "--seconds", "--patterns", "--jobs"),
        Set.of("--no-go"),
        USAGE,
        (arguments, bench) -> {
          Path go = arguments.has("--no-go") ? null : buildGo();
          Recall recall = new Recall(arguments, bench, go);
          for (Jdk jdk : bench.jdks()) {
            System.out.print(recall.table(jdk));
          }
        });
  }

  private static List<Pattern> patterns(@Nullable String names) {
    if (names == null) {
      return List.of(Pattern.values());
    }
    List<Pattern> chosen = new ArrayList<>();
    for (String name : names.split(",")) {
      chosen.add(
          Arrays.stream(Pattern.values())
              .filter(pattern -> pattern.argument().equals(name))
              .findFirst()
              .orElseThrow(() -> new UsageException("no pattern " + name)));
    }
    return chosen;
  }

  /** Builds the Go program plain and with the race detector; null where there is no Go. */
  private static @Nullable Path buildGo() throws IOException, InterruptedException {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
    Path source = Bench.target().resolve("../src/main/go/recall/main.go").normalize();
    if (!installed || !Files.isRegularFile(source)) {
      System.err.println("no Go on this machine: its columns stay empty");
      return null;
    }
    Path folder = Bench.target().resolve("go");
    Files.createDirectories(folder);
    build(source, folder.resolve("recall"));
    build(source, folder.resolve("recall-race"), "-race");
    return folder;
  }

  private static void build(Path source, Path program, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("go", "build", "-o", program.toString()));
    command.addAll(List.of(more));
    command.add(source.toString());
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("exit code " + code + " of " + command);
    }
  }

  private String table(Jdk jdk) throws Exception {
    MarkdownTable table =
        new MarkdownTable(
            "pattern", "without hunt", "hunt=on", "seconds, median", "Go, runtime", "Go, -race");
    for (Pattern pattern : patterns) {
      Counts plain = new Counts();
      Counts hunted = new Counts();
      Counts goPlain = new Counts();
      Counts goRace = new Counts();
      System.err.printf("JDK %s, %s%n", jdk.version(), pattern);
      List<Callable<Void>> trials = new ArrayList<>();
      for (int run = 1; run <= runs; run++) {
        trials.add(trial(plain, java(jdk, pattern, "", run), CAUGHT));
        trials.add(trial(hunted, java(jdk, pattern, ",hunt=on,hunt.seed=" + run, run), CAUGHT));
        if (go != null && pattern != Pattern.ACCESS_ORDERED_GET) {
          trials.add(trial(goPlain, go(go, "recall", pattern, run), CAUGHT));
          trials.add(trial(goRace, go(go, "recall-race", pattern, run), CAUGHT_BY_RACE));
        }
      }
      runAll(trials);
      table.add(
          pattern.label(),
          plain.rate(),
          hunted.rate(),
          hunted.median(),
          goPlain.rate(),
          goRace.rate());
    }
    return bench.heading(jdk, "recall")
        + String.format(
            "Runs that ended with a report, of %d runs of up to %d s, %d at a time; the median of those"
                + " with the hunt counts the start of the JVM.%n%n",
            runs, seconds, jobs)
        + table;
  }

  private Callable<Void> trial(Counts counts, List<String> command, int caught) {
    return () -> {
      counts.add(Trial.run(command, caught, seconds));
      return null;
    };
  }

  private void runAll(List<Callable<Void>> trials) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      for (Future<Void> ended : pool.invokeAll(trials)) {
        ended.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<String> java(Jdk jdk, Pattern pattern, String options, int seed) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(bench.jvmArgs());
    command.add(bench.javaagent() + "=action=halt" + options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(PatternProgram.class.getName());
    command.addAll(arguments(pattern, seed));
    return command;
  }

  private List<String> go(Path folder, String program, Pattern pattern, int seed) {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve(program).toString());
    command.addAll(arguments(pattern, seed));
    return command;
  }

  private List<String> arguments(Pattern pattern, int seed) {
    return List.of(pattern.argument(), Integer.toString(seconds), Integer.toString(seed));
  }

  /** The trials of one pattern in one way. */
  private static final class Counts {
    private final Samples seconds = new Samples();
    private int trials;
    private int caught;

    synchronized void add(Trial trial) {
      trials++;
      if (trial.caught()) {
        caught++;
        seconds.add(trial.nanos() / NANOS_PER_SECOND);
      }
    }

    String rate() {
      return trials == 0 ? "-" : caught + " of " + trials;
    }

    String median() {
      return caught == 0 ? "-" : String.format(Locale.ROOT, "%.1f", seconds.median());
    }
  }
}
