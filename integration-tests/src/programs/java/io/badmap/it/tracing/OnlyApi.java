package io.badmap.it.tracing;

import io.badmap.Badmap;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An application with OpenTelemetry's API alone, beside OpenTelemetry's agent. */
public final class OnlyApi {
  private OnlyApi() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    Span span = GlobalOpenTelemetry.getTracer("shop").spanBuilder("request").startSpan();
    try (AutoCloseable listener = Badmap.onMisuse(report -> reported.countDown());
        Scope scope = span.makeCurrent()) {
      System.out.println(new Race().run() + (listener == scope ? "!" : ""));
      // A span gets its event before anybody hears of the report.
      System.out.println(reported.await(60, TimeUnit.SECONDS) ? "reported" : "not reported");
    } finally {
      span.end();
    }
  }
}
