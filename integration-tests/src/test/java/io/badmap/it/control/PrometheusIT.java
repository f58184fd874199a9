package io.badmap.it.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Project;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Prometheus server, of Debian's package prometheus, scrapes and is queried. */
class PrometheusIT {
  private static final Path SHIPPED = Project.file("../docs/monitoring").normalize();
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aPrometheusServerDoesNotFindAMisuse(Jdk jdk, @TempDir Path folder) throws Exception {
    assumeTrue(isThere("prometheus"), "no prometheus here: apt-get install prometheus");
    int port = freePort();
    int own = freePort();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: badmap
            static_configs: [{targets: ['127.0.0.1:%d']}]
        """
            .formatted(port));
    Process server =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + own)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Path production = folder.resolve("badmap-agent-config.yaml");
    Files.writeString(
        production,
        """
        budget: {cpu: 50%, memory: 50MB}
        breaker: {failure_rate: 95%}
        rules: [{name: scores, match: {maps: ['Racing.scores']}, action: log}]
        """);
    String options = "action=log,metrics=127.0.0.1:" + port + ",config=" + production;
    try (Running jvm = Running.start(jdk, agent(options))) {
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () -> {
                JsonNode found = query(own, "badmap_misuse_total{map='Racing.scores'}");
                assertThat(found).hasSize(1);
                JsonNode misuse = found.get(0);
                assertThat(misuse.at("/metric/kind").asText()).isEqualTo("concurrent map writes");
                assertThat(misuse.at("/value/1").asDouble()).isPositive();
                assertThat(query(own, "badmap_watched_classes > 10")).hasSize(1);
                assertThat(query(own, "badmap_conflicts_total{outcome='reported'} > 0")).hasSize(1);
                assertThat(query(own, "badmap_probe_cpu_usage")).hasSize(1);
                for (String one :
                    List.of(
                        "badmap_rules_applied_total == 1",
                        "badmap_intercept_rate == 1",
                        "badmap_breaker_state == 0",
                        "badmap_breaker_trips_total == 0",
                        "badmap_config_reload_total{result='applied'} == 1",
                        "badmap_config_reload_total{result='failed'} == 0",
                        "badmap_held_bytes > 1e6",
                        "badmap_budget_cpu_usage < 1",
                        "badmap_budget_steps_total{direction='up'} == 0")) {
                  assertThat(query(own, one)).as(one).hasSize(1);
                }
              });
      assumeTrue(isThere("promtool"), "no promtool here: apt-get install prometheus");
      Path numbers = folder.resolve("metrics.txt");
      Files.writeString(numbers, get(port, "/metrics", null).substring("200 ".length()));
      run(List.of("sh", "-c", "promtool check metrics < " + numbers));
      assertThat(get(port, "/healthz", null)).isEqualTo("200 ok\n");
      assertThat(get(port, "/status", null)).contains("watches ");
      assertThat(get(port, "/elsewhere", null)).startsWith("404");
    } finally {
      server.destroy();
      server.waitFor(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoHasNoTokenReadsFromElsewhere(@TempDir Path folder) throws Exception {
    Jdk jdk = Jdks.all().get(0);
    int port = freePort();
    try (Running jvm = Running.start(jdk, agent("action=log,metrics=0.0.0.0:" + port))) {
      await().atMost(LONG).until(() -> jvm.stderr().contains("needs metrics.token=FILE"));
    }
    Path token = folder.resolve("token");
    Files.writeString(token, "a secret\n");
    String options = "action=log,metrics=0.0.0.0:" + port + ",metrics.token=" + token;
    try (Running jvm = Running.start(jdk, agent(options))) {
      await().atMost(LONG).until(() -> jvm.stderr().contains("/metrics"));
      assertThat(get(port, "/metrics", null)).startsWith("401");
      assertThat(get(port, "/metrics", "Bearer a secre")).startsWith("401");
      assertThat(get(port, "/metrics", "Bearer a secret")).startsWith("200 # HELP badmap_");
      assertThat(jvm.stderr()).doesNotContain("a secret");
    }
  }

  @Test
  void theShippedRulesAreBroken() throws Exception {
    assumeTrue(isThere("promtool"), "no promtool here: apt-get install prometheus");
    run(List.of("promtool", "check", "rules", "badmap-alerts.yml"));
    run(List.of("promtool", "test", "rules", "badmap-alerts-test.yml"));
    run(List.of("promtool", "check", "config", "prometheus.yml"));
    JsonNode dashboard =
        new ObjectMapper().readTree(SHIPPED.resolve("grafana-badmap.json").toFile());
    assertThat(dashboard.get("panels").findValuesAsText("expr"))
        .hasSizeGreaterThan(4)
        .allMatch(query -> query.contains("badmap_"));
  }

  private static void run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(SHIPPED.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static JsonNode query(int port, String query) throws Exception {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + encoded);
    String body = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body).at("/data/result");
  }

  private static String get(int port, String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    var response = HTTP.send(request.build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private static String agent(String options) {
    return "-javaagent:" + Project.badmapJar() + "=" + options;
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
