package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.Check;
import io.badmap.Effect;
import io.badmap.HeldLock;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.agent.options.Traceback;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports for people. The first line is what Go's runtime prints. Times are those of the
 * given zone; identities are hexadecimal, as {@code Object.toString} gives them.
 */
final class TextFormat implements ReportFormat {
  /** As many frames of one thread as Go prints. */
  private static final int MAX_FRAMES = 100;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd ", Locale.ROOT);

  private final Traceback traceback;
  private final ZoneId zone;

  TextFormat(Traceback traceback, ZoneId zone) {
    this.traceback = traceback;
    this.zone = zone;
  }

  @Override
  public String report(MisuseReport report, List<ThreadStack> others) {
    StringBuilder text = new StringBuilder(1024);
    switch (report.kind()) {
      case CHECK_THEN_ACT -> appendCheckThenAct(text, report);
      case RECURSIVE_UPDATE -> {
        appendHead(text, "warning: ", report);
        appendSide(text, "refused", report.first());
        if (!isUnknown(report.second())) {
          appendSide(text, "computing", report.second());
        }
      }
      default -> {
        appendHead(text, "fatal error: ", report);
        appendLockedSide(text, "side 1", report.first());
        appendLockedSide(text, "side 2", report.second());
      }
    }
    if (report.hint() != null) {
      text.append("hint: ").append(report.hint()).append('\n');
    }
    for (ThreadStack other : others) {
      text.append("thread ");
      appendQuoted(text, other.name());
      text.append(" #").append(other.id()).append(", ");
      text.append(other.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')).append('\n');
      appendFrames(text, other.stack(), 0);
    }
    return text.toString();
  }

  private void appendHead(StringBuilder text, String prefix, MisuseReport report) {
    text.append(prefix).append(report.kind().message()).append('\n');
    appendMap(text, report);
  }

  private void appendCheckThenAct(StringBuilder text, MisuseReport report) {
    appendHead(text, "warning: ", report);
    Check check = report.check();
    if (check != null) {
      text.append("saw ").append(check.seen().label()).append(", and ");
      text.append(micros(check.before())).append(" us later put ");
      text.append(
          report.first().effect() == Effect.STRUCTURAL
              ? "back what another thread had removed"
              : "over the value of another thread");
      text.append(check.decides() ? "\n" : "; a lead: why it put could not be read\n");
      appendSide(text, "check", check.side());
    }
    appendSide(text, "act", report.first());
    appendSide(text, "foreign write", report.second());
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private void appendMap(StringBuilder text, MisuseReport report) {
    text.append(report.kind().subject()).append(' ').append(report.mapClass());
    if (report.mapIdentity() != 0) {
      text.append('@').append(Integer.toHexString(report.mapIdentity()));
    }
    if (report.mapName() != null) {
      text.append(' ');
      appendQuoted(text, report.mapName());
    }
    if (report.size() >= 0) {
      text.append(" size ").append(report.size());
    }
    LocalDateTime since = LocalDateTime.ofInstant(report.watchedSince(), zone);
    LocalDateTime met = LocalDateTime.ofInstant(report.time(), zone);
    text.append(", watched since ");
    if (!since.toLocalDate().equals(met.toLocalDate())) {
      text.append(DATE.format(since));
    }
    text.append(TIME.format(since)).append('\n');
  }

  private void appendLockedSide(StringBuilder text, String name, Side side) {
    appendSide(text, name, side);
    if (!isUnknown(side)) {
      appendLocks(text, side.locks());
    }
  }

  private static boolean isUnknown(Side side) {
    return side.threadName() == null && side.stack().isEmpty();
  }

  private void appendSide(StringBuilder text, String name, Side side) {
    text.append(name).append(": ");
    if (isUnknown(side)) {
      text.append("unknown\n");
      return;
    }
    text.append(side.operation() != null ? side.operation() : word(side.access()));
    if (side.effect() != Effect.NONE) {
      text.append(", ").append(word(side.effect()));
    }
    text.append(", ").append(side.sighting().label());
    appendThread(text, side);
    if (traceback == Traceback.SINGLE) {
      if (side.caller() != null) {
        text.append("    at ").append(Sites.site(side.caller())).append('\n');
      }
    } else {
      appendFrames(text, side.stack(), Frames.firstOutside(side.stack()));
    }
  }

  private static void appendThread(StringBuilder text, Side side) {
    if (side.threadName() == null) {
      text.append(", thread unknown\n");
      return;
    }
    text.append(", thread ");
    appendQuoted(text, side.threadName());
    text.append(" #").append(side.threadId());
    if (side.virtual()) {
      text.append(" (virtual");
      if (side.carrier() != null) {
        text.append(" on carrier ").append(side.carrier());
      }
      text.append(')');
    }
    text.append('\n');
  }

  private static void appendFrames(StringBuilder text, List<StackTraceElement> stack, int from) {
    int end = Math.min(stack.size(), from + MAX_FRAMES);
    for (int i = from; i < end; i++) {
      text.append("    at ").append(Sites.site(stack.get(i))).append('\n');
    }
    if (end < stack.size()) {
      text.append("    ... ").append(stack.size() - end).append(" more\n");
    }
  }

  private static void appendLocks(StringBuilder text, @Nullable List<HeldLock> locks) {
    text.append("    holds: ");
    if (locks == null) {
      text.append("unknown\n");
      return;
    }
    if (locks.isEmpty()) {
      text.append("nothing\n");
      return;
    }
    String separator = "";
    for (HeldLock lock : locks) {
      text.append(separator).append(lockClass(lock.className())).append('@');
      text.append(Integer.toHexString(lock.identity()));
      if (lock.site() != null) {
        text.append(' ').append(Sites.place(lock.site()));
      }
      separator = ", ";
    }
    text.append('\n');
  }

  /** The lock that a reader knows, not the synchronizer inside it. */
  static String lockClass(String className) {
    for (String inner : List.of("$NonfairSync", "$FairSync", "$Sync")) {
      if (className.startsWith("java.util.concurrent.") && className.endsWith(inner)) {
        return className.substring(0, className.length() - inner.length());
      }
    }
    return className;
  }

  private static String word(Access access) {
    return access.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Effect effect) {
    return effect == Effect.VALUE ? "value only" : effect.name().toLowerCase(Locale.ROOT);
  }

  /** In quotes; what would break the line is escaped, as a thread's name is anybody's text. */
  private static void appendQuoted(StringBuilder text, String raw) {
    text.append('"');
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        JsonText.appendEscape(text, c);
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String closing(Closing closing) {
    StringBuilder text = new StringBuilder();
    for (Closing.Repeat repeat : closing.repeats()) {
      text.append("badmap: report ").append(repeat.number()).append(" (");
      text.append(repeat.firstSite()).append(" | ").append(repeat.secondSite());
      text.append(") met again ").append(repeat.times());
      text.append(repeat.times() == 1 ? " time\n" : " times\n");
    }
    for (String note : closing.notes()) {
      text.append("badmap: ").append(note).append('\n');
    }
    Closing.Summary summary = closing.summary();
    if (summary != null) {
      text.append("badmap: watched ").append(summary.watched()).append("; conflicts: ");
      text.append(summary.met()).append(" met, ").append(summary.reported());
      text.append(" reported, ").append(summary.folded()).append(" folded, ");
      text.append(summary.suppressed()).append(" suppressed, ").append(summary.dropped());
      text.append(" dropped");
      if (summary.valueOnly() > 0) {
        text.append(", ").append(summary.valueOnly()).append(" value only");
      }
      if (summary.sampledOut() > 0) {
        text.append(", ").append(summary.sampledOut()).append(" left out by sampling");
      }
      if (summary.passed() > 0) {
        text.append(", ").append(summary.passed()).append(" let go by the breaker");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
