package io.badmap.it.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpServer;
import io.badmap.it.Dripping;
import io.badmap.it.Jdk;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is posted to a collector, read by OpenTelemetry's own classes. */
class OtlpIT {
  private record Post(String path, String type, String body) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aCollectorCannotReadWhatIsPosted(Jdk jdk) throws Exception {
    BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          posts.add(new Post(exchange.getRequestURI().getPath(), type, body));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String options = "action=log,otlp=http://127.0.0.1:" + collector.getAddress().getPort();
    try (Running jvm = Running.start(jdk, "-javaagent:" + Project.badmapJar() + '=' + options)) {
      boolean misuse = false;
      // The first post may come before the first misuse.
      for (int i = 0; i < 5 && !misuse; i++) {
        Post post = posts.poll(60, TimeUnit.SECONDS);
        assertThat(post).as(jvm.stderr()).isNotNull();
        assertThat(post.path()).isEqualTo("/v1/metrics");
        assertThat(post.type()).isEqualTo("application/json");
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        JsonFormat.parser().merge(post.body(), request);
        for (Metric metric : request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList()) {
          misuse |= isMisuse(metric);
        }
      }
      assertThat(misuse).as("a misuse in five posts").isTrue();
    } finally {
      collector.stop(0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aCollectorThatSendsAByteNowAndThenHoldsThePostForEver(Jdk jdk) throws Exception {
    try (Dripping collector = new Dripping()) {
      String options = "action=log,otlp=" + collector.address();
      try (Running jvm = Running.start(jdk, "-javaagent:" + Project.badmapJar() + '=' + options)) {
        await()
            .atMost(Duration.ofSeconds(120))
            .until(() -> jvm.stderr().contains("no answer within 5 s; tried again every 10 s"));
        JvmRun detached = jvm.command("detach", jvm.pid());
        assertThat(detached.stdout()).as(detached.told()).contains("detached: ");
      }
    }
  }

  private static boolean isMisuse(Metric metric) {
    if (!metric.getName().equals("badmap_misuse") || metric.getSum().getDataPointsCount() == 0) {
      return false;
    }
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metric.getSum().getDataPoints(0).getAsDouble()).isPositive();
    assertThat(metric.getSum().getDataPoints(0).getAttributesList())
        .anySatisfy(
            label -> {
              assertThat(label.getKey()).isEqualTo("map");
              assertThat(label.getValue().getStringValue()).isEqualTo("Racing.scores");
            });
    return true;
  }
}
