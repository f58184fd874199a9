package io.badmap.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * The table of map operations: average time without and with the agent, and that of the maps one
 * could switch to instead.
 *
 * <p>JMH alone would run all forks of one variant and then all of the next, and a machine that
 * slows down meanwhile would blame the later one. Here each fork is a run of JMH of its own, and
 * the variants take turns.
 */
public final class Compare {
  /** Rivals differ from plain by more than the agent may, so fewer forks place them. */
  private static final int RIVAL_FORKS = 3;

  /** JMH itself uses the class that this JDK warns of, in every fork. */
  private static final int FIRST_TO_WARN_OF_UNSAFE = 24;

  private static final String USAGE =
      """
      --forks N               JVMs per variant, taken in turn (default 5)
      --ops REGEX             only the operations in whose name or method it is found
      --keys INTEGER|STRING   only keys of this kind
      --size N                entries of a map (default 1000)
      --fresh-profiles        JVMs that have seen no keys but those of the benchmark
      --lists                 lists and queues instead of maps, with watch=maps,lists,queues
      --no-rivals             without the concurrent and the synchronised rivals
      --prof NAME             a profiler of JMH; shows JMH's own output
      --verbose               shows JMH's own output, and the JVM's
      """;

  private final Bench bench;
  private final int forks;
  private final int size;
  private final List<KeyKind> keys;
  private final boolean freshProfiles;
  private final boolean lists;
  private final boolean rivals;
  private final boolean verbose;
  private final @Nullable String profiler;

  private Compare(Arguments arguments, Bench bench) {
    this.bench = bench;
    forks = arguments.count("--forks", bench.quick() ? 1 : 5);
    size = arguments.count("--size", 1000);
    keys = keys(arguments.last("--keys"), bench.quick());
    freshProfiles = arguments.has("--fresh-profiles");
    lists = arguments.has("--lists");
    rivals = !arguments.has("--no-rivals");
    profiler = arguments.last("--prof");
    verbose = arguments.has("--verbose") || profiler != null;
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--forks", "--ops", "--keys", "--size", "--prof"),
        Set.of("--fresh-profiles", "--lists", "--no-rivals", "--verbose"),
        USAGE,
        (arguments, bench) -> {
          Compare compare = new Compare(arguments, bench);
          List<Operation> all = compare.lists ? Operation.LISTS : Operation.ALL;
          List<Operation> operations = operations(all, arguments.last("--ops"));
          for (Jdk jdk : bench.jdks()) {
            System.out.print(compare.table(jdk, operations));
          }
        });
  }

  private static List<Operation> operations(List<Operation> all, @Nullable String regex) {
    if (regex == null) {
      return all;
    }
    List<Operation> chosen;
    try {
      Pattern pattern = Pattern.compile(regex);
      chosen = all.stream().filter(op -> op.matches(pattern)).toList();
    } catch (PatternSyntaxException e) {
      throw new UsageException("--ops: " + e.getMessage());
    }
    if (chosen.isEmpty()) {
      throw new UsageException("no operation matches " + regex);
    }
    return chosen;
  }

  private static List<KeyKind> keys(@Nullable String name, boolean quick) {
    if (name == null) {
      return quick ? List.of(KeyKind.INTEGER) : List.of(KeyKind.values());
    }
    for (KeyKind kind : KeyKind.values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return List.of(kind);
      }
    }
    throw new UsageException("--keys is INTEGER or STRING, not " + name);
  }

  private String table(Jdk jdk, List<Operation> operations) throws RunnerException {
    MarkdownTable table =
        new MarkdownTable(
            "operation",
            "keys",
            "plain ns",
            "agent ns",
            "ratio (pairs)",
            "limit",
            "of the fastest",
            lists ? "concurrent" : "ConcurrentHashMap",
            lists ? "synchronised" : "synchronizedMap");
    for (Operation operation : operations) {
      for (KeyKind kind : keys) {
        String[] row = row(jdk, operation, kind);
        System.err.println(String.join(" | ", row));
        table.add(row);
      }
    }
    return bench.heading(jdk, lists ? "list operations" : "map operations")
        + String.format(
            "Medians of %d forks in turn, %s of %d entries; 'of the fastest' is the ratio of the"
                + " fastest iterations,%nwhich a machine that is busy with others disturbs least;"
                + " the last two columns are ratios to plain.%n%n",
            forks, lists ? "lists and queues" : "maps", size)
        + table;
  }

  private String[] row(Jdk jdk, Operation operation, KeyKind kind) throws RunnerException {
    Samples plain = new Samples();
    Samples agent = new Samples();
    Samples concurrent = new Samples();
    Samples synchronised = new Samples();
    Samples plainFastest = new Samples();
    Samples agentFastest = new Samples();
    for (int fork = 1; fork <= forks; fork++) {
      System.err.printf(
          "JDK %s, %s, %s, fork %d of %d%n", jdk.version(), operation.label(), kind, fork, forks);
      Statistics without = nanos(jdk, operation, kind, Flavor.UNSYNCHRONIZED, false);
      Statistics with = nanos(jdk, operation, kind, Flavor.UNSYNCHRONIZED, true);
      plain.add(without.getMean());
      agent.add(with.getMean());
      plainFastest.add(without.getMin());
      agentFastest.add(with.getMin());
      if (rivals && fork <= RIVAL_FORKS) {
        concurrent.add(nanos(jdk, operation, kind, Flavor.CONCURRENT, false).getMean());
        synchronised.add(nanos(jdk, operation, kind, Flavor.SYNCHRONIZED, false).getMean());
      }
    }
    Ratio ratio = Ratio.of(agent, plain);
    return new String[] {
      operation.label(),
      kind.name().toLowerCase(Locale.ROOT),
      decimals(plain.median()),
      decimals(agent.median()),
      ratio.text(),
      ratio.against(operation.limit()),
      decimals(agentFastest.min() / plainFastest.min()),
      rivals ? decimals(concurrent.ratioTo(plain)) : "-",
      rivals ? decimals(synchronised.ratioTo(plain)) : "-"
    };
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** The average times of one operation in the iterations of one fork. */
  private Statistics nanos(
      Jdk jdk, Operation operation, KeyKind kind, Flavor flavor, boolean withAgent)
      throws RunnerException {
    List<String> jvmArgs = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
    if (jdk.feature() >= FIRST_TO_WARN_OF_UNSAFE) {
      jvmArgs.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (freshProfiles) {
      jvmArgs.add(Profiles.fresh());
    }
    jvmArgs.addAll(bench.jvmArgs());
    if (withAgent) {
      jvmArgs.add(bench.javaagent() + (lists ? "=watch=maps,lists,queues" : ""));
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(operation.include())
            .param("flavor", flavor.name())
            .param("keys", kind.name())
            .param("size", Integer.toString(size))
            .jvm(jdk.java())
            .jvmArgs(jvmArgs.toArray(String[]::new))
            .forks(1)
            .warmupIterations(bench.quick() ? 1 : 4)
            .warmupTime(TimeValue.milliseconds(bench.quick() ? 100 : 250))
            .measurementIterations(bench.quick() ? 1 : 5)
            .measurementTime(TimeValue.milliseconds(bench.quick() ? 100 : 200))
            .shouldFailOnError(true)
            .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT);
    if (profiler != null) {
      options.addProfiler(profiler);
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new IllegalStateException(operation.include() + " gave " + results.size() + " results");
    }
    return results.iterator().next().getPrimaryResult().getStatistics();
  }
}
