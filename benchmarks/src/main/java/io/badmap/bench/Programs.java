package io.badmap.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of whole programs: CPU time (user and system, all threads, start-up included) without
 * and with the agent in turn; and how it divides into the threads of the JVM and the agent, whose
 * work is mostly done once, and those of the program itself.
 */
public final class Programs {
  private static final double LIMIT = 1.01;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String USAGE =
      """
      --runs N                JVMs per variant, taken in turn (default 9)
      --programs A,B          of javac, h2, jackson, jetty (default: all)
      """;

  private final Bench bench;
  private final int runs;

  private Programs(Arguments arguments, Bench bench) {
    this.bench = bench;
    runs = arguments.count("--runs", bench.quick() ? 1 : 9);
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--runs", "--programs"),
        Set.of(),
        USAGE,
        (arguments, bench) -> {
          Programs programs = new Programs(arguments, bench);
          List<Workload> workloads = workloads(arguments.last("--programs"));
          for (Jdk jdk : bench.jdks()) {
            System.out.print(programs.table(jdk, workloads));
          }
        });
  }

  private static List<Workload> workloads(@Nullable String names) {
    if (names == null) {
      return List.of(Workload.values());
    }
    Set<String> wanted = new HashSet<>(Arrays.asList(names.toUpperCase(Locale.ROOT).split(",")));
    List<Workload> chosen = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      if (wanted.remove(workload.name())) {
        chosen.add(workload);
      }
    }
    if (!wanted.isEmpty()) {
      throw new UsageException("--programs: no program " + String.join(",", wanted));
    }
    return chosen;
  }

  private String table(Jdk jdk, List<Workload> workloads) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "program",
            "plain CPU s",
            "agent CPU s",
            "ratio (pairs)",
            "limit",
            "more in the JVM's threads, s",
            "ratio of the program's",
            "reports",
            "results");
    for (Workload workload : workloads) {
      String[] row = row(jdk, workload);
      System.err.println(String.join(" | ", row));
      table.add(row);
    }
    return bench.heading(jdk, "whole programs")
        + String.format("Medians of %d runs in turn.%n%n", runs)
        + table;
  }

  private String[] row(Jdk jdk, Workload workload) throws IOException, InterruptedException {
    Samples plain = new Samples();
    Samples agent = new Samples();
    Samples plainJvm = new Samples();
    Samples agentJvm = new Samples();
    Samples plainRest = new Samples();
    Samples agentRest = new Samples();
    Set<String> checksums = new HashSet<>();
    long reports = 0;
    String work = "";
    for (int run = 1; run <= runs; run++) {
      System.err.printf("JDK %s, %s, run %d of %d%n", jdk.version(), workload.label(), run, runs);
      Child without = run(jdk, workload, false);
      Child with = run(jdk, workload, true);
      plain.add(seconds(without, "cpu-ns"));
      agent.add(seconds(with, "cpu-ns"));
      plainJvm.add(seconds(without, "jvm-ns"));
      agentJvm.add(seconds(with, "jvm-ns"));
      plainRest.add(seconds(without, "cpu-ns") - seconds(without, "jvm-ns"));
      agentRest.add(seconds(with, "cpu-ns") - seconds(with, "jvm-ns"));
      checksums.add(without.value("checksum"));
      checksums.add(with.value("checksum"));
      if (checksums.size() > 1) {
        System.err.printf(
            "results differ: plain %s, agent %s%n",
            without.value("checksum"), with.value("checksum"));
      }
      work = with.value("work");
      reports += with.reports();
      if (with.errBytes() > 0) {
        System.err.print(with.err());
      }
    }
    Ratio ratio = Ratio.of(agent, plain);
    return new String[] {
      workload.label() + ", " + work,
      seconds(plain),
      seconds(agent),
      ratio.text(),
      ratio.against(LIMIT),
      String.format(Locale.ROOT, "%.2f", agentJvm.median() - plainJvm.median()),
      Ratio.of(agentRest, plainRest).text(),
      Long.toString(reports),
      checksums.size() == 1 ? "equal" : "DIFFERENT"
    };
  }

  private Child run(Jdk jdk, Workload workload, boolean withAgent)
      throws IOException, InterruptedException {
    // A thread that has ended is in the sum of the process, but no longer in the list of threads.
    List<String> jvmArgs =
        new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:-UseDynamicNumberOfCompilerThreads"));
    jvmArgs.addAll(bench.jvmArgs());
    if (withAgent) {
      jvmArgs.add(bench.javaagent());
    }
    return Child.run(
        jdk,
        jvmArgs,
        workload.main(),
        bench.quick() ? "quick" : "full",
        Bench.target().resolve("sources").toString());
  }

  private static double seconds(Child child, String name) throws IOException {
    return Long.parseLong(child.value(name)) / NANOS_PER_SECOND;
  }

  private static String seconds(Samples samples) {
    return String.format(Locale.ROOT, "%.2f", samples.median());
  }
}
