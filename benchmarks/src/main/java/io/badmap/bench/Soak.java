package io.badmap.bench;

import io.badmap.bench.service.Shop;
import io.badmap.bench.soak.Clock;
import io.badmap.bench.soak.Collector;
import io.badmap.bench.soak.Disk;
import io.badmap.bench.soak.Rewritten;
import io.badmap.bench.soak.SoakProgram;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo's service under load and under the agent, with faults done to everything around it: no
 * request may be lost, nothing may leak, no report may be wrong. The only misuse is one that this
 * service makes on purpose, of a map of its own.
 */
public final class Soak {
  /** How many pairs of lines the misuse has. */
  private static final int PAIRS = 64;

  private static final String USAGE =
      """
      --minutes N             how long, for each JDK (default 30)
      --rate N                requests a second (default 100)
      --full-disk DIR         a small file system that is filled and emptied, such as that of
                              mount -t tmpfs -o size=1m tmpfs DIR (default: /dev/full)
      """;

  private final Bench bench;
  private final int seconds;
  private final int rate;
  private final @Nullable Path small;

  private Soak(Arguments arguments, Bench bench) {
    this.bench = bench;
    seconds = bench.quick() ? 30 : 60 * arguments.count("--minutes", 30);
    rate = arguments.count("--rate", 100);
    small = small(arguments.last("--full-disk"));
  }

  private static @Nullable Path small(@Nullable String folder) {
    if (folder == null) {
      return null;
    }
    try {
      new Disk(Path.of(folder)).close();
      return Path.of(folder);
    } catch (IOException e) {
      throw new UsageException("--full-disk: " + e.getMessage());
    }
  }

  /** Prints a table for each JDK, and ends with status 1 where something was not as it must be. */
  public static void main(String[] args) throws Exception {
    AtomicBoolean isGood = new AtomicBoolean(true);
    Bench.main(
        args,
        Set.of("--minutes", "--rate", "--full-disk"),
        Set.of(),
        USAGE,
        (arguments, bench) -> {
          Soak soak = new Soak(arguments, bench);
          for (Jdk jdk : bench.jdks()) {
            Path folder = Files.createTempDirectory("badmap-soak");
            try {
              isGood.compareAndSet(true, soak.run(jdk, folder));
            } finally {
              delete(folder);
            }
          }
        });
    if (!isGood.get()) {
      System.exit(1);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean run(Jdk jdk, Path folder) throws IOException, InterruptedException {
    Path reports = Path.of("/dev/full");
    if (small != null) {
      reports = small.resolve("reports-" + jdk.feature());
      Files.deleteIfExists(reports);
    }
    Path config = folder.resolve("badmap.yaml");
    int port = freePort();
    Clock clock = Clock.in(folder);
    try (Collector collector = new Collector();
        Disk disk = small == null ? null : new Disk(small)) {
      Rewritten rewritten = new Rewritten(config, collector.address() + "/degrade");
      String options =
          "config=%s,metrics=127.0.0.1:%d,otlp=%s,out=%s,format=json"
              .formatted(config, port, collector.address(), reports);
      try (Shop shop = shop(jdk, options, clock)) {
        SoakRun run =
            new SoakRun(shop, rewritten, collector, disk, clock, reports, port, seconds, rate);
        Findings findings = run.run();
        System.out.print(bench.heading(jdk, "soak") + run.summary() + "\n\n" + findings);
        return findings.isGood();
      }
    }
  }

  private Shop shop(Jdk jdk, String options, @Nullable Clock clock) throws IOException {
    List<String> jvmArgs = new ArrayList<>(bench.jvmArgs());
    jvmArgs.addAll(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"));
    jvmArgs.add("-javaagent:" + bench.agentJar() + "=" + options);
    List<String> command =
        Shop.command(
            jdk.java(),
            jvmArgs,
            System.getProperty("java.class.path"),
            SoakProgram.class.getName(),
            "" + Math.max(1, seconds / PAIRS));
    return Shop.start(command, clock == null ? Map.of() : clock.environment());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
