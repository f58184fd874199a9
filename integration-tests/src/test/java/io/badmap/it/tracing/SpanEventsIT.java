package io.badmap.it.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.badmap.it.Artifacts;
import io.badmap.it.Compiler;
import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A misuse is an event on the span in which the meeting thread works. */
class SpanEventsIT {
  private static final String SDK = "io.opentelemetry:opentelemetry-sdk-trace:1.66.0";
  private static final String API = "io.opentelemetry:opentelemetry-api:1.66.0";
  private static final String AGENT = "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1";

  private static final Path SOURCES = Project.file("src/programs/java");
  private static final String PACKAGE = SpanEventsIT.class.getPackageName() + ".";

  @BeforeAll
  static void resolve() {
    Artifacts.resolve(List.of(SDK, API, AGENT));
  }

  /** With the jars of {@code artifact}, and without any other on its class path. */
  private static Jvm application(Jvm jvm, String main, String artifact) throws IOException {
    Path classes = Project.target("tracing").resolve(main);
    List<Path> libraries = new ArrayList<>(Artifacts.classPath(artifact));
    libraries.add(jvm.classPath().get(jvm.classPath().size() - 1));
    Compiler.compile(SOURCES, PACKAGE + main, libraries, classes);
    libraries.add(0, classes);
    return jvm.withClassPath(libraries);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aMisuseIsNoEventOnItsSpanOrOneOnAnother(Jdk jdk) throws Exception {
    for (String action : List.of("log", "throw")) {
      JvmRun run =
          application(Jvm.guarded(jdk, "action=" + action), "OwnSdk", SDK).run(PACKAGE + "OwnSdk");

      String outcome = action.equals("log") ? "went on" : "thrown";
      List<String> expected = new ArrayList<>();
      expected.add("no span: " + outcome);
      expected.add("unsampled: " + outcome);
      expected.addAll(inSpan("platform", outcome));
      if (jdk.version().feature() >= 21) {
        expected.addAll(inSpan("virtual", outcome));
      }
      expected.add("kept: 0 events");
      assertThat(run.lines().stream().map(SpanEventsIT::withoutLine))
          .as(run.told())
          .isEqualTo(expected);
      assertThat(run.stderr()).contains("fatal error: ").doesNotContain("no event on a span");
    }
  }

  private static List<String> inSpan(String name, String outcome) {
    return List.of(
        name + ": " + outcome,
        "badmap.misuse",
        "badmap.kind=concurrent map writes",
        "badmap.map=Race.carts",
        "badmap.report=1",
        "badmap.side1=io.badmap.it.tracing.Race.run(Race.java)",
        "badmap.side2=io.badmap.it.tracing.Race.lambda$run$0(Race.java)",
        "outer: 0 events");
  }

  private static String withoutLine(String line) {
    return line.replaceAll("\\.java:\\d+\\)", ".java)");
  }

  /** Its own copy of the API keeps the current context; that copy has other package names. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void openTelemetrysAgentExportsNoEvent(Jdk jdk) throws Exception {
    Queue<Span> spans = new ConcurrentLinkedQueue<>();
    HttpServer collector = collector(spans);
    try {
      Jvm both =
          Jvm.plain(jdk)
              .withAgent(Artifacts.classPath(AGENT).get(0), "")
              .withAgent(Project.badmapJar(), "action=log")
              .with(
                  "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:"
                      + collector.getAddress().getPort(),
                  "-Dotel.exporter.otlp.protocol=http/protobuf",
                  "-Dotel.metrics.exporter=none",
                  "-Dotel.logs.exporter=none");
      JvmRun run = application(both, "OnlyApi", API).run(PACKAGE + "OnlyApi");

      assertThat(run.lines()).as(run.told()).containsExactly("went on", "reported");
      assertThat(spans).as(run.told()).hasSize(1);
      assertThat(spans.element().getEventsList()).as(run.told()).hasSize(1);
      Span.Event event = spans.element().getEvents(0);
      assertThat(event.getName()).isEqualTo("badmap.misuse");
      assertThat(event.getAttributesList().stream().map(KeyValue::getKey))
          .containsExactlyInAnyOrder(
              "badmap.kind", "badmap.map", "badmap.report", "badmap.side1", "badmap.side2");
    } finally {
      collector.stop(0);
    }
  }

  private static HttpServer collector(Queue<Span> spans) throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            ExportTraceServiceRequest request =
                ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            spans.addAll(
                request.getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .toList());
            exchange.sendResponseHeaders(200, -1);
          }
        });
    collector.start();
    return collector;
  }
}
