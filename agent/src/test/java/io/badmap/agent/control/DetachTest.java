package io.badmap.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.agent.options.OptionParser;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.Frames;
import io.badmap.agent.report.MapNames;
import io.badmap.agent.report.MisuseReports;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.report.Suppressions;
import io.badmap.agent.weave.Installer;
import io.badmap.guard.Conflicts;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Either everything goes, or everything stays: with a JVM that weaves nothing. */
class DetachTest {
  private final List<String> log = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Runnable> others = new ArrayList<>();
  private final Reporter reporter = reporter();
  private @Nullable Error refusal;
  private int refusedFrom;
  private int retransformed;

  private final class Told implements Part {
    private final String name;
    private final @Nullable Exception problem;

    Told(String name, @Nullable Exception problem) {
      this.name = name;
      this.problem = problem;
    }

    @Override
    public void rest() throws InterruptedException {
      log.add(name + " rests");
      if (Thread.interrupted()) {
        throw new InterruptedException("before");
      }
      if (problem instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      if (problem != null) {
        throw (RuntimeException) problem;
      }
    }

    @Override
    public void goOn() {
      log.add(name + " goes on");
    }

    @Override
    public void end() {
      log.add(name + " ends");
    }
  }

  private static Reporter reporter() {
    Frames frames = new Frames((className, method) -> null, List.of());
    return new Reporter(
        new Reporter.Parts(
            OptionParser.parse("", Map.of()).options(),
            new MisuseReports(frames, map -> -1, Instant.now()),
            new MapNames(frames, name -> null),
            Suppressions.none(),
            new Stderr(),
            (text, loaders) -> {},
            () -> "",
            code -> {}));
  }

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Instrumentation.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("retransformClasses")
                  && retransformed++ >= refusedFrom
                  && refusal != null) {
                throw refusal;
              }
              return method.getReturnType() == boolean.class ? true : null;
            });
  }

  private String detach() {
    Instrumentation instrumentation = instrumentation();
    Installer installer = new Installer(instrumentation, null, List.of(), false, List.of());
    return Detach.run(
        new Residence(installer, reporter, parts, others, List.of()), instrumentation);
  }

  private static @Nullable Object responder() throws ReflectiveOperationException {
    Method method = Conflicts.class.getDeclaredMethod("responder");
    method.setAccessible(true);
    return method.invoke(null);
  }

  @BeforeEach
  void begin() {
    reporter.start();
    Conflicts.respondWith(reporter);
  }

  @AfterEach
  void end() {
    Conflicts.respondWith(null);
    reporter.close();
  }

  @Test
  void aPartThatCannotRestLeavesTheOthersAtRest() throws Exception {
    parts.add(new Told("file", null));
    parts.add(new Told("events", new IllegalStateException("the maps cannot be woven anew")));
    parts.add(new Told("last", null));

    assertThatThrownBy(this::detach)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the maps cannot be woven anew");
    assertThat(log).containsExactly("file rests", "events rests", "file goes on", "events goes on");
    assertThat(responder()).isSameAs(reporter);
  }

  @Test
  void anInterruptLeavesTheOthersAtRest() throws Exception {
    parts.add(new Told("file", null));
    parts.add(new Told("watchdog", new InterruptedException()));

    assertThatThrownBy(this::detach).hasMessage("interrupted; detach again");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).endsWith("file goes on", "watchdog goes on");
    assertThat(responder()).isSameAs(reporter);
  }

  @Test
  void hooksThatCannotBeTakenOutLeaveTheAgentMute() throws Exception {
    parts.add(new Told("file", null));
    refusal = new InternalError("no");

    assertThatThrownBy(this::detach)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not detached, the agent goes on: java.lang.InternalError: no");
    assertThat(log).containsExactly("file rests", "file goes on");
    assertThat(responder()).isSameAs(reporter);

    refusal = null;
    assertThat(detach()).isEqualTo("detached: the JDK has its own classes back");
    assertThat(log).endsWith("file rests", "file ends");
    assertThat(responder()).isNull();
  }

  @Test
  void aStepThatFailsLeavesTheOthersUndone() throws Exception {
    parts.add(new Told("file", null));
    others.add(
        () -> {
          throw new IllegalStateException("no");
        });
    others.add(() -> log.add("other"));
    refusal = new InternalError("too");
    refusedFrom = 1;

    assertThat(detach())
        .isEqualTo(
            "detached, but the JDK's code goes on masking tags; attach and detach again to end"
                + " that; what has failed: java.lang.IllegalStateException: no;"
                + " java.lang.InternalError: too");
    assertThat(log).containsExactly("file rests", "file ends", "other");
    assertThat(responder()).isNull();
  }

  @Test
  void whoeverWasInterruptedBeforeCannotDetach() {
    parts.add(new Told("file", null));
    Thread.currentThread().interrupt();
    String told = detach();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).isEqualTo("detached: the JDK has its own classes back");
  }
}
