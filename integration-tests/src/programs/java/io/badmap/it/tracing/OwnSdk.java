package io.badmap.it.tracing;

import io.badmap.Badmap;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application with OpenTelemetry's SDK: prints what a conflict left on each span. */
public final class OwnSdk {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final ThreadLocal<Context> KEPT = new ThreadLocal<>();

  private static final Race RACE = new Race();

  private OwnSdk() {}

  public static void main(String[] arguments) throws Exception {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build();
        SdkTracerProvider none =
            SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build()) {
      Tracer tracer = provider.get("shop");
      System.out.println("no span: " + reported());
      Span kept = tracer.spanBuilder("kept").startSpan();
      KEPT.set(Context.root().with(kept));
      try (Scope scope = none.get("shop").spanBuilder("unsampled").startSpan().makeCurrent()) {
        System.out.println("unsampled: " + RACE.run() + (scope == null ? "!" : ""));
      }
      inSpan(tracer, "platform");
      ExecutorService virtual = virtual();
      if (virtual != null) {
        Callable<Void> work =
            () -> {
              inSpan(tracer, "virtual");
              return null;
            };
        virtual.submit(work).get();
        virtual.shutdown();
      }
      System.out.println("kept: " + events(kept).size() + " events");
      kept.end();
    }
  }

  /** Waits for the report, after which the name of the map is known. */
  private static String reported() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (AutoCloseable listener = Badmap.onMisuse(report -> told.countDown())) {
      String outcome = RACE.run();
      boolean inTime = listener != null && told.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
      return inTime ? outcome : outcome + ", not reported";
    }
  }

  private static void inSpan(Tracer tracer, String name) throws InterruptedException {
    Span outer = tracer.spanBuilder("outer").startSpan();
    Span span = tracer.spanBuilder(name).startSpan();
    try (Scope outside = outer.makeCurrent();
        Scope inside = span.makeCurrent()) {
      String outcome = RACE.run();
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (events(span).isEmpty() && System.nanoTime() - end < 0) {
        LockSupport.parkNanos(1_000_000);
      }
      System.out.println(name + ": " + outcome + (inside == outside ? "!" : ""));
      for (EventData event : events(span)) {
        System.out.println(event.getName());
        event.getAttributes().forEach((key, value) -> System.out.println(key + "=" + value));
      }
    }
    System.out.println("outer: " + events(outer).size() + " events");
    outer.end();
    span.end();
  }

  private static List<EventData> events(Span span) {
    return ((ReadableSpan) span).toSpanData().getEvents();
  }

  private static ExecutorService virtual() throws ReflectiveOperationException {
    return Runtime.version().feature() < 21
        ? null
        : (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }
}
