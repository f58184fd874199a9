package io.badmap.agent.metrics;

import io.badmap.agent.config.HttpExchange;
import io.badmap.agent.options.OptionError;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts the numbers to an OpenTelemetry collector every ten seconds, on a daemon thread of its own.
 * A collector that does not answer is told once, and told again when it is back; what it missed is
 * in the next post, since counters are cumulative. A post that takes longer than five seconds is
 * cut off.
 *
 * <p>The first post comes after one period: the JDK's client reads the system properties that are
 * its settings once, and the application's {@code main} must have set them before.
 */
final class OtlpPush implements Runnable {
  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int SECONDS = 5;
  private static final String PATH = "/v1/metrics";

  private final URL url;
  private final Supplier<String> request;
  private final Consumer<String> lines;
  private final Thread thread;
  private volatile boolean stopped;
  private boolean failing;

  /**
   * Begins to post.
   *
   * @param url of the collector; without a path {@code /v1/metrics} is meant
   * @param request makes the body
   * @param lines where its trouble is told
   */
  OtlpPush(URI url, Supplier<String> request, Consumer<String> lines) throws IOException {
    String path = url.getPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
    this.url = (bare ? url.resolve(PATH + query) : url).toURL();
    this.request = request;
    this.lines = lines;
    thread = new Thread(null, this, "badmap-otlp", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    while (true) {
      LockSupport.parkNanos(this, PERIOD_NANOS);
      if (stopped) {
        return;
      }
      String problem = post();
      if (problem != null && !failing) {
        lines.accept("otlp: " + shown() + ": " + problem + "; tried again every 10 s");
      } else if (problem == null && failing) {
        lines.accept("otlp: " + shown() + " answers again");
      }
      failing = problem != null;
    }
  }

  /** Without what may be secret in it. */
  private String shown() {
    return OptionError.withoutSecrets(url.toString());
  }

  private @Nullable String post() {
    try {
      byte[] body = request.get().getBytes(StandardCharsets.UTF_8);
      int code = HttpExchange.status((HttpURLConnection) url.openConnection(), body, SECONDS);
      return code / 100 == 2 ? null : "answered " + code;
    } catch (IOException | RuntimeException e) {
      return told(e);
    }
  }

  /** What went wrong; by its class alone where its message repeats what may be secret. */
  private String told(Exception problem) {
    String text = problem.toString();
    for (String secret : new String[] {url.getUserInfo(), url.getQuery(), url.getRef()}) {
      if (secret != null && !secret.isEmpty() && text.contains(secret)) {
        return problem.getClass().getName();
      }
    }
    return text;
  }

  /** Ends the thread after the post that is under way. */
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2 * SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
