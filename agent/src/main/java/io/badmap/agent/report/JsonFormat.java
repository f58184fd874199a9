package io.badmap.agent.report;

import io.badmap.Check;
import io.badmap.HeldLock;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.agent.options.Traceback;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object a line.
 *
 * <p>A report: {@code number}; {@code kind} ({@code writes}, {@code read_and_write}, {@code
 * iteration_and_write}, {@code clone_and_write}, {@code check_then_act}, {@code recursive_update},
 * {@code corrupted}); {@code message}, the words for it; {@code time} and {@code watchedSince} in
 * ISO 8601, UTC; {@code map} with {@code class}, {@code identity} (hexadecimal), {@code name} or
 * null, {@code size} or null; {@code sides}, the one that met the conflict first; {@code check} of
 * a check-then-act alone, with {@code seen} ({@code absent}, {@code value}, {@code present}),
 * {@code beforeNanos}, {@code decides} and {@code side}; {@code hint} or null; with {@code
 * traceback=all} {@code threads}, each with {@code name}, {@code id}, {@code state}, {@code stack}.
 *
 * <p>A side: {@code operation} or null; {@code access} ({@code read}, {@code iteration}, {@code
 * clone}, {@code write}); {@code effect} ({@code none}, {@code value}, {@code structural}, {@code
 * stopped}, {@code unfinished}); {@code sighting} ({@code in_flight}, {@code just_after}, {@code
 * unknown}); {@code thread} with {@code name}, {@code id}, {@code virtual}, {@code carrier}, or
 * null; {@code caller}, a frame or null; {@code stack}, frames from the map method outwards, left
 * out with {@code traceback=single}; {@code locks}, each with {@code class}, {@code identity},
 * {@code site} (a frame or null), or null where they could not be told.
 *
 * <p>A frame: {@code class}, {@code method}, {@code file} or null, {@code line} or null.
 *
 * <p>At exit, where there is something to tell: {@code {"closing": {...}}} with {@code repeats}
 * ({@code number}, {@code sites}, {@code times}), {@code notes} and {@code summary} or null ({@code
 * watched}, {@code met}, {@code reported}, {@code folded}, {@code suppressed}, {@code dropped},
 * {@code valueOnly}).
 */
final class JsonFormat implements ReportFormat {
  private final Traceback traceback;

  JsonFormat(Traceback traceback) {
    this.traceback = traceback;
  }

  @Override
  public String report(MisuseReport report, List<ThreadStack> others) {
    JsonText json = new JsonText().open('{');
    json.key("number").value(report.number());
    json.key("kind").value(lower(report.kind()));
    json.key("message").value(report.kind().message());
    json.key("time").value(report.time().toString());
    json.key("watchedSince").value(report.watchedSince().toString());
    json.key("map").open('{');
    json.key("class").value(report.mapClass());
    json.key("identity").value(Integer.toHexString(report.mapIdentity()));
    json.key("name").value(report.mapName());
    optional(json.key("size"), report.size());
    json.close('}').key("sides").open('[');
    side(json, report.first());
    side(json, report.second());
    json.close(']');
    check(json, report.check());
    json.key("hint").value(report.hint());
    if (traceback == Traceback.ALL) {
      threads(json.key("threads"), others);
    }
    return json.close('}').line();
  }

  private void check(JsonText json, @Nullable Check check) {
    if (check == null) {
      return;
    }
    json.key("check").open('{').key("seen").value(lower(check.seen()));
    json.key("beforeNanos").value(check.before().toNanos());
    json.key("decides").value(check.decides());
    side(json.key("side"), check.side());
    json.close('}');
  }

  private void side(JsonText json, Side side) {
    json.open('{').key("operation").value(side.operation());
    json.key("access").value(lower(side.access()));
    json.key("effect").value(lower(side.effect()));
    json.key("sighting").value(lower(side.sighting()));
    thread(json.key("thread"), side);
    frame(json.key("caller"), side.caller());
    if (traceback != Traceback.SINGLE) {
      frames(json.key("stack"), side.stack());
    }
    locks(json.key("locks"), side.locks());
    json.close('}');
  }

  private static void thread(JsonText json, Side side) {
    if (side.threadName() == null) {
      json.value(null);
      return;
    }
    json.open('{').key("name").value(side.threadName());
    json.key("id").value(side.threadId());
    json.key("virtual").value(side.virtual());
    json.key("carrier").value(side.carrier()).close('}');
  }

  private static void locks(JsonText json, @Nullable List<HeldLock> locks) {
    if (locks == null) {
      json.value(null);
      return;
    }
    json.open('[');
    for (HeldLock lock : locks) {
      json.open('{').key("class").value(TextFormat.lockClass(lock.className()));
      json.key("identity").value(Integer.toHexString(lock.identity()));
      frame(json.key("site"), lock.site());
      json.close('}');
    }
    json.close(']');
  }

  private static void threads(JsonText json, List<ThreadStack> threads) {
    json.open('[');
    for (ThreadStack thread : threads) {
      json.open('{').key("name").value(thread.name());
      json.key("id").value(thread.id());
      json.key("state").value(lower(thread.state()));
      frames(json.key("stack"), thread.stack());
      json.close('}');
    }
    json.close(']');
  }

  private static void frames(JsonText json, List<StackTraceElement> stack) {
    json.open('[');
    for (StackTraceElement frame : stack) {
      frame(json, frame);
    }
    json.close(']');
  }

  private static void frame(JsonText json, @Nullable StackTraceElement frame) {
    if (frame == null) {
      json.value(null);
      return;
    }
    json.open('{').key("class").value(frame.getClassName());
    json.key("method").value(frame.getMethodName());
    json.key("file").value(frame.getFileName());
    optional(json.key("line"), frame.getLineNumber());
    json.close('}');
  }

  private static void optional(JsonText json, int number) {
    if (number < 0) {
      json.value(null);
    } else {
      json.value(number);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String closing(Closing closing) {
    Closing.Summary summary = closing.summary();
    if (summary == null && closing.repeats().isEmpty() && closing.notes().isEmpty()) {
      return "";
    }
    JsonText json = new JsonText().open('{').key("closing").open('{').key("repeats").open('[');
    for (Closing.Repeat repeat : closing.repeats()) {
      json.open('{').key("number").value(repeat.number());
      json.key("sites").open('[').value(repeat.firstSite()).value(repeat.secondSite()).close(']');
      json.key("times").value(repeat.times()).close('}');
    }
    json.close(']').key("notes").open('[');
    for (String note : closing.notes()) {
      json.value(note);
    }
    json.close(']').key("summary");
    summary(json, summary);
    return json.close('}').close('}').line();
  }

  private static void summary(JsonText json, Closing.@Nullable Summary summary) {
    if (summary == null) {
      json.value(null);
      return;
    }
    json.open('{').key("watched").value(summary.watched());
    json.key("met").value(summary.met());
    json.key("reported").value(summary.reported());
    json.key("folded").value(summary.folded());
    json.key("suppressed").value(summary.suppressed());
    json.key("dropped").value(summary.dropped());
    json.key("valueOnly").value(summary.valueOnly());
    json.key("sampledOut").value(summary.sampledOut());
    json.key("passed").value(summary.passed()).close('}');
  }
}
