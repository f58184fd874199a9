package io.badmap.agent.metrics;

import io.badmap.agent.canary.Production;
import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.Options;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code metrics} and {@code otlp} ask for. */
public final class Metrics implements AutoCloseable {
  /** In bytes. */
  private static final int LONGEST_TOKEN = 8_192;

  private final Readings readings;
  private final Stderr stderr;
  private @Nullable MetricsServer server;
  private @Nullable OtlpPush push;

  private Metrics(Readings readings, Stderr stderr) {
    this.readings = readings;
    this.stderr = stderr;
  }

  /**
   * Begins to publish. What cannot be done is told in one line, and all else goes on.
   *
   * @param production what goes by a config file; {@code null} where there is none
   * @param status the text of {@code /status}
   */
  public static Metrics start(
      Options options,
      Reporter reporter,
      Installer installer,
      @Nullable Production production,
      Supplier<String> status,
      Stderr stderr) {
    Metrics metrics = new Metrics(new Readings(reporter, installer, production), stderr);
    if (options.metrics() != null) {
      metrics.serve(options.metrics(), options.metricsToken(), status);
    }
    if (options.otlp() != null) {
      metrics.push(options.otlp());
    }
    return metrics;
  }

  private void serve(String where, @Nullable String tokenFile, Supplier<String> status) {
    try {
      int colon = where.lastIndexOf(':');
      String host = where.substring(0, colon).replaceAll("^\\[|\\]$", "");
      InetAddress address =
          host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
      int port = Integer.parseInt(where.substring(colon + 1));
      String token = tokenFile == null ? null : token(Path.of(tokenFile));
      if (token != null && token.isEmpty()) {
        stderr.line("metrics: the first line of metrics.token is empty; nothing is served");
        return;
      }
      if (!address.isLoopbackAddress() && token == null) {
        stderr.line(
            "metrics: "
                + where
                + " can be reached from elsewhere, so it needs metrics.token=FILE;"
                + " nothing is served");
        return;
      }
      MetricsServer started =
          new MetricsServer(
              new InetSocketAddress(address, port),
              token,
              () -> PrometheusText.of(readings.all()),
              status,
              stderr::line);
      server = started;
      stderr.line("metrics: http://" + shown(started.address()) + "/metrics");
    } catch (IOException | RuntimeException e) {
      stderr.line("metrics: nothing is served at " + where + ": " + e);
    }
  }

  /** The first line; a file that never ends is not read to its end. */
  private static String token(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").strip();
    }
  }

  private static String shown(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
  }

  private void push(String url) {
    long startNanos = epochNanos();
    String service = service();
    try {
      push =
          new OtlpPush(
              URI.create(url),
              () -> OtlpJson.of(readings.all(), service, startNanos, epochNanos()),
              stderr::line);
    } catch (IOException | RuntimeException e) {
      String problem = e.getClass().getSimpleName();
      stderr.line("otlp: nothing is posted to " + OptionError.quotedAddress(url) + ": " + problem);
    }
  }

  /** As OpenTelemetry's own agents find it. */
  private static String service() {
    return Optional.ofNullable(System.getenv("OTEL_SERVICE_NAME"))
        .or(() -> Optional.ofNullable(System.getProperty("otel.service.name")))
        .orElse("unknown_service:java");
  }

  private static long epochNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  /** Ends its threads. */
  @Override
  public void close() {
    MetricsServer served = server;
    if (served != null) {
      served.stop();
    }
    OtlpPush posting = push;
    if (posting != null) {
      posting.stop();
    }
  }
}
