package io.badmap.event;

import io.badmap.HeldLock;
import io.badmap.MisuseReport;
import io.badmap.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a report as an event. For the agent's own thread. */
public final class Misuses {
  private Misuses() {}

  /**
   * Writes {@code report}, where some recording takes it.
   *
   * @param map the map; {@code null} where only its class is known
   * @param metNanos when the two met, in {@link System#nanoTime()}
   * @param tookNanos how long it took until both had been seen
   */
  public static void tell(
      MisuseReport report, @Nullable Object map, long metNanos, long tookNanos) {
    MapMisuse event = new MapMisuse();
    if (!event.isEnabled()) {
      return;
    }
    if (map != null) {
      event.mapId = Operations.MAPS.of(map, System.identityHashCode(map)).id;
    }
    event.mapClass = report.mapClass();
    event.mapName = report.mapName();
    event.number = report.number();
    event.time = report.time().toEpochMilli();
    event.kind = report.kind().message();
    event.hint = report.hint();
    event.size = report.size();
    first(event, report.first());
    second(event, report.second());
    event.meetingDuration = tookNanos;
    event.sinceMeeting = System.nanoTime() - metNanos;
    event.commit();
  }

  private static void first(MapMisuse event, Side side) {
    event.side1Operation = side.operation();
    event.side1Access = word(side.access());
    event.side1Effect = word(side.effect());
    event.side1Sighting = word(side.sighting());
    event.side1Thread = side.threadName();
    event.side1ThreadId = side.threadId();
    event.side1Site = site(side);
    event.side1Stack = stack(side);
    event.side1Locks = locks(side.locks());
  }

  private static void second(MapMisuse event, Side side) {
    event.side2Operation = side.operation();
    event.side2Access = word(side.access());
    event.side2Effect = word(side.effect());
    event.side2Sighting = word(side.sighting());
    event.side2Thread = side.threadName();
    event.side2ThreadId = side.threadId();
    event.side2Site = site(side);
    event.side2Stack = stack(side);
    event.side2Locks = locks(side.locks());
  }

  /** As a report prints it: {@code in flight} for {@code IN_FLIGHT}. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static @Nullable String site(Side side) {
    StackTraceElement caller = side.caller();
    return caller == null ? null : text(caller);
  }

  private static String stack(Side side) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : side.stack()) {
      text.append(text.length() == 0 ? "" : "\n").append(text(frame));
    }
    return text.toString();
  }

  /** Without the module and the class loader, as everywhere in badmap. */
  private static String text(StackTraceElement frame) {
    return new Site(frame, 0, "").text;
  }

  private static @Nullable String locks(@Nullable List<HeldLock> locks) {
    if (locks == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (HeldLock lock : locks) {
      text.append(text.length() == 0 ? "" : "\n").append(Misuses.text(lock));
    }
    return text.toString();
  }

  private static String text(HeldLock lock) {
    StackTraceElement taken = lock.site();
    String name = lock.className() + '@' + Integer.toHexString(lock.identity());
    return taken == null ? name : name + " (" + text(taken) + ')';
  }
}
