package io.badmap.bench;

import io.badmap.bench.program.RacingService;
import io.badmap.bench.service.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon a change of the config file holds: from the moment the new file is in its place to the
 * first request that is answered by it. Each request runs into a conflict, and tells whether the
 * agent stopped it.
 */
final class ConfigDelay {
  private static final double LIMIT_MILLIS = 2_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Bench bench;
  private final Jdk jdk;
  private final int runs;

  ConfigDelay(Bench bench, Jdk jdk, int runs) {
    this.bench = bench;
    this.jdk = jdk;
    this.runs = 4 * runs;
  }

  String table() throws IOException, InterruptedException {
    Samples millis = new Samples();
    Path folder = Files.createTempDirectory("badmap-config");
    Path config = folder.resolve("badmap.yaml");
    try {
      Files.writeString(config, content("log"));
      measure(config, millis);
    } finally {
      Files.delete(config);
      Files.delete(folder);
    }
    MarkdownTable table =
        new MarkdownTable("changes", "median, ms", "least, ms", "most, ms", "limit", "");
    table.add(
        "" + millis.size(),
        whole(millis.median()),
        whole(millis.min()),
        whole(millis.max()),
        whole(LIMIT_MILLIS) + " ms",
        millis.max() <= LIMIT_MILLIS ? "kept" : "missed");
    return bench.heading(jdk, "a change of the config file") + "\n" + table;
  }

  private void measure(Path config, Samples millis) throws IOException, InterruptedException {
    List<String> jvmArgs = new ArrayList<>(bench.jvmArgs());
    jvmArgs.add("-Xmx256m");
    jvmArgs.add("-javaagent:" + bench.agentJar() + "=config=" + config);
    List<String> command =
        Shop.command(
            jdk.java(),
            jvmArgs,
            System.getProperty("java.class.path"),
            RacingService.class.getName());
    try (Shop shop = Shop.start(command, Map.of())) {
      HttpClient client = HttpClient.newHttpClient();
      await(client, shop.address(), RacingService.WENT_ON);
      for (int run = 1; run <= runs; run++) {
        boolean isThrow = run % 2 == 1;
        Path next = config.resolveSibling("next.yaml");
        Files.writeString(next, content(isThrow ? "throw" : "log"));
        Files.move(
            next, config, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        String wanted = isThrow ? RacingService.THROWN : RacingService.WENT_ON;
        millis.add(await(client, shop.address(), wanted) / 1e6);
        // Another time each round, so that the rounds do not keep step with the agent's looks.
        TimeUnit.MILLISECONDS.sleep(137L * run % 500);
      }
    }
  }

  private static long await(HttpClient client, URI address, String wanted)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    String answer = "";
    while (!answer.equals(wanted)) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IOException("still '" + answer + "', not '" + wanted + "'");
      }
      answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
    return System.nanoTime() - start;
  }

  private static String content(String action) {
    return "action: " + action + "\nrules: [{name: any, match: {service: none}, action: log}]\n";
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
