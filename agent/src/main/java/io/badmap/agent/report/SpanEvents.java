package io.badmap.agent.report;

import io.badmap.MisuseReport;
import io.badmap.agent.out.Stderr;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a misuse an event on the span of OpenTelemetry that the meeting thread was in.
 *
 * <p>The current span is what {@code io.opentelemetry.context} keeps in a thread-local. The meeting
 * thread hands over what lies there and calls nothing; here, on the reporting thread, the API is
 * found through the class of that context: the application's own, or the copy inside
 * OpenTelemetry's agent, which bears other package names. A context that the thread-local of
 * another class holds is none of the current one's. No class of the API is kept, so that none of
 * its loaders is.
 *
 * <p>At most {@value #PER_SECOND} events a second; further ones are counted. A storage of contexts
 * other than OpenTelemetry's own thread-local, as Vert.x has one, is not read.
 */
final class SpanEvents {
  /** Part of the names of the classes of contexts. */
  static final String CONTEXTS = "io.opentelemetry.context.";

  static final int PER_SECOND = 100;

  private static final long SECOND = 1_000_000_000L;
  private static final String STORAGE = CONTEXTS + "ThreadLocalContextStorage";
  private static final String CONTEXT = CONTEXTS + "Context";
  private static final String SPAN = "io.opentelemetry.api.trace.Span";
  private static final String ATTRIBUTES = "io.opentelemetry.api.common.Attributes";

  private final Stderr stderr;
  private final Tally tally;
  private long since = System.nanoTime();
  private int told;
  private boolean failed;

  SpanEvents(Stderr stderr, Tally tally) {
    this.stderr = stderr;
    this.tally = tally;
  }

  /** Tells every current span of the thread: there is one for each copy of the API. */
  void tell(Handover.Work work) {
    AtomicReference<@Nullable Object @Nullable []> handed = work.locals();
    if (handed == null) {
      return;
    }
    tell(handed.get(), work);
    handed.set(null);
  }

  private void tell(@Nullable Object @Nullable [] locals, Handover.Work work) {
    for (int i = 0; locals != null && i < locals.length; i += 2) {
      Object context = locals[i + 1];
      if (locals[i] instanceof ThreadLocal<?> local && context != null) {
        tryToTell(local, context, work);
      }
    }
  }

  private void tryToTell(ThreadLocal<?> local, Object context, Handover.Work work) {
    try {
      Api api = Api.of(context.getClass());
      if (!api.keepsContextsIn(local)) {
        return;
      }
      Object span = api.span(context);
      if (span == null) {
        return;
      }
      if (isTooMany()) {
        tally.spansLeftOut.incrementAndGet();
        return;
      }
      String name = work.pair().report.mapName();
      api.addEvent(span, work.report(), name == null ? work.report().mapClass() : name);
    } catch (InvocationTargetException e) {
      fail(String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      fail(e.toString());
    }
  }

  private boolean isTooMany() {
    long now = System.nanoTime();
    if (now - since > SECOND) {
      since = now;
      told = 0;
    }
    return ++told > PER_SECOND;
  }

  private void fail(String problem) {
    tally.spansLeftOut.incrementAndGet();
    if (!failed) {
      failed = true;
      stderr.line("no event on a span, " + problem + "; further failures are counted only");
    }
  }

  /**
   * One copy of the API.
   *
   * @param loader its loader; {@code null} for the boot loader
   * @param prefix in front of its packages
   */
  private record Api(@Nullable ClassLoader loader, String prefix) {
    static Api of(Class<?> context) {
      String name = context.getName();
      return new Api(context.getClassLoader(), name.substring(0, name.indexOf(CONTEXTS)));
    }

    private Class<?> type(String name) throws ClassNotFoundException {
      return Class.forName(prefix + name, false, loader);
    }

    /** Whether it is the one thread-local in which the API looks for the current context. */
    boolean keepsContextsIn(ThreadLocal<?> local) throws ReflectiveOperationException {
      for (Field field : type(STORAGE).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && field.getType() == ThreadLocal.class
            && field.trySetAccessible()
            && field.get(null) == local) {
          return true;
        }
      }
      return false;
    }

    /** The span of a context; {@code null} where nobody would see an event on it. */
    @Nullable Object span(Object context) throws ReflectiveOperationException {
      Class<?> type = type(SPAN);
      Object span = type.getMethod("fromContext", type(CONTEXT)).invoke(null, context);
      boolean records = span != null && (boolean) type.getMethod("isRecording").invoke(span);
      return records ? span : null;
    }

    void addEvent(Object span, MisuseReport report, String map)
        throws ReflectiveOperationException {
      Class<?> type = type(ATTRIBUTES);
      Method builder = type.getMethod("builder");
      Object made = builder.invoke(null);
      Method text = builder.getReturnType().getMethod("put", String.class, String.class);
      text.invoke(made, "badmap.kind", report.kind().message());
      text.invoke(made, "badmap.map", map);
      text.invoke(made, "badmap.side1", Sites.site(report.first().caller()));
      text.invoke(made, "badmap.side2", Sites.site(report.second().caller()));
      Method number = builder.getReturnType().getMethod("put", String.class, long.class);
      number.invoke(made, "badmap.report", report.number());
      Object attributes = builder.getReturnType().getMethod("build").invoke(made);
      type(SPAN)
          .getMethod("addEvent", String.class, type, Instant.class)
          .invoke(span, "badmap.misuse", attributes, report.time());
    }
  }
}
