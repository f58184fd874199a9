package io.badmap.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the three runners have in common.
 *
 * @param agent the agent on trial, as {@code -javaagent} takes it: a jar and perhaps {@code
 *     =options}
 * @param jdks the JDKs to run on
 * @param jvmArgs options for every JVM, with the agent or without
 * @param quick whether to only show that everything runs
 */
record Bench(String agent, List<Jdk> jdks, List<String> jvmArgs, boolean quick) {
  private static final Set<String> VALUED = Set.of("--agent", "--jdk", "--jvm-args");
  private static final Set<String> SWITCHES = Set.of("--quick");

  /** What a runner does once its command line is read. */
  interface Runner {
    void run(Arguments arguments, Bench bench) throws Exception;
  }

  /**
   * Reads the command line and runs; a wrong command line is told with the usage, and ends the JVM
   * with status 2.
   *
   * @param usage the runner's own options, a line each
   */
  @SuppressWarnings("SystemExitOutsideMain") // The three mains are one call of this.
  static void main(
      String[] args, Set<String> valued, Set<String> switches, String usage, Runner runner)
      throws Exception {
    try {
      Arguments arguments = new Arguments(args, union(VALUED, valued), union(SWITCHES, switches));
      runner.run(arguments, of(arguments));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.err.print(
          """
          --agent JAR[=OPTIONS]   the agent on trial (default: the one that this build made)
          --jdk HOME              a JDK to run on; may be given again (default: all found)
          --jvm-args "ARG ..."    options for every JVM
          --quick                 tiny runs that only show that everything works
          """);
      System.err.print(usage);
      System.exit(2);
    }
  }

  private static Bench of(Arguments arguments) throws IOException {
    String given = arguments.last("--agent");
    String agent =
        given == null
            ? target().resolve("../../agent/target/badmap.jar").normalize().toString()
            : given;
    Path jar = jar(agent);
    if (!Files.isRegularFile(jar)) {
      throw new UsageException("no agent at " + jar + ": build it, or name one with --agent");
    }
    List<Jdk> jdks = new ArrayList<>();
    for (String home : arguments.all("--jdk")) {
      jdks.add(Jdk.at(Path.of(home)));
    }
    String jvmArgs = arguments.last("--jvm-args");
    return new Bench(
        jar.toAbsolutePath() + agent.substring(jar.toString().length()),
        jdks.isEmpty() ? Jdk.find() : jdks,
        jvmArgs == null ? List.of() : List.of(jvmArgs.trim().split("\\s+")),
        arguments.has("--quick"));
  }

  private static Path jar(String agent) {
    int options = agent.indexOf('=');
    return Path.of(options < 0 ? agent : agent.substring(0, options));
  }

  /** The folder that the build wrote this class, its libraries and the rivals to. */
  static Path target() {
    try {
      Path code = Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = code.getParent();
      if (folder == null) {
        throw new IllegalStateException(code + " is in no folder");
      }
      return folder;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  String javaagent() {
    return "-javaagent:" + agent;
  }

  Path agentJar() {
    return jar(agent);
  }

  String agentName() {
    return String.valueOf(jar(agent).getFileName());
  }

  /** A heading for a table: what it was measured with. */
  String heading(Jdk jdk, String what) {
    return String.format(
        "%n### JDK %s: %s%n%nAgent %s, %s %s, %d processors, load average at the end %.1f.%n",
        jdk.version(),
        what,
        agentName(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
