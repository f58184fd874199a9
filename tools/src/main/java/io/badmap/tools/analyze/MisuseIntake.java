package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.Subscription;
import io.badmap.tools.jfr.Symbols;
import io.badmap.tools.model.GuardCounts;
import io.badmap.tools.model.Side;
import io.badmap.tools.trace.TraceListener.Counted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in the misuses, and what the agent counted. */
final class MisuseIntake {
  private static final List<String> OF_MAP =
      List.of(
          "mapId",
          "mapClass",
          "mapName",
          "number",
          "kind",
          "hint",
          "size",
          "time",
          "sinceMeeting",
          "meetingDuration");
  private static final List<String> OF_SIDE =
      List.of(
          "Operation",
          "Access",
          "Effect",
          "Sighting",
          "Thread",
          "Site",
          "Stack",
          "Locks",
          "ThreadId");
  private static final int MAP = Event.OWN;
  private static final int CLASS = Event.OWN + 1;
  private static final int NAME = Event.OWN + 2;
  private static final int NUMBER = Event.OWN + 3;
  private static final int KIND = Event.OWN + 4;
  private static final int HINT = Event.OWN + 5;
  private static final int SIZE = Event.OWN + 6;
  private static final int TIME = Event.OWN + 7;
  private static final int SINCE_MEETING = Event.OWN + 8;
  private static final int MEETING_DURATION = Event.OWN + 9;
  private static final int FIRST_SIDE = Event.OWN + 10;
  private static final int SIDES = 2;
  private static final long MILLI = 1_000_000;

  /** Longer than any report waits; what differs by more was taken from a clock that was set. */
  private static final long MOST_DELAY = 60_000_000_000L;

  private final Gathering all;
  private final StackReader stacks;
  private final Map<Integer, long[]> guards = new HashMap<>();

  MisuseIntake(Gathering all, StackReader stacks) {
    this.all = all;
    this.stacks = stacks;
  }

  List<Subscription> subscriptions() {
    List<String> fields = new ArrayList<>(OF_MAP);
    for (int side = 1; side <= SIDES; side++) {
      for (String field : OF_SIDE) fields.add("side" + side + field);
    }
    return List.of(
        new Subscription("io.badmap.MapMisuse", fields, this::misuse),
        new Subscription(
            "io.badmap.GuardStats",
            List.of("conflicts", "reported", "folded", "suppressed"),
            this::guard));
  }

  private void misuse(Event event) {
    WatchedMap map = all.map(event.number(MAP), event.symbol(CLASS), event.symbol(NAME));
    if (map == null) return;
    List<Side> sides = new ArrayList<>();
    for (int side = 0; side < SIDES; side++) {
      sides.add(side(event, FIRST_SIDE + side * OF_SIDE.size()));
    }
    long at = metAt(event);
    all.axis.column(at);
    all.open(
        new OpenWindow.MisuseSeen(
            event.number(NUMBER),
            at,
            at + event.number(MEETING_DURATION),
            event.number(SINCE_MEETING) > 0,
            event.text(KIND),
            event.text(HINT),
            event.integer(SIZE, -1),
            all.jvm(),
            map.number,
            sides),
        map);
    stacks.tell(Counted.MISUSES, stack(sides.get(0)));
  }

  /**
   * The event is written after the meeting, and tells by how much. One of an older agent tells the
   * millisecond only: its end.
   */
  private static long metAt(Event event) {
    long written = event.startNanos();
    if (event.number(SINCE_MEETING) > 0) return written - event.number(SINCE_MEETING);
    if (event.number(TIME) <= 0) return written;
    long met = event.nanosOfMillis(TIME) + MILLI;
    return met < written && met > written - MOST_DELAY ? met : written;
  }

  private static List<String> stack(Side side) {
    return side.stack().isEmpty() ? List.of(side.site()) : side.stack();
  }

  private static Side side(Event event, int at) {
    long threadId = event.number(at + 8);
    return new Side(
        event.text(at),
        word(event.text(at + 1)),
        word(event.text(at + 2)),
        word(event.text(at + 3)).replace('_', ' '),
        event.text(at + 4),
        threadId > 0 ? threadId : -1,
        event.text(at + 5),
        lines(event.text(at + 6)),
        locks(event, at + 7));
  }

  private static String word(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable List<String> locks(Event event, int at) {
    return event.symbol(at) == Symbols.NULL ? null : lines(event.text(at));
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private void guard(Event event) {
    long[] counts = guards.computeIfAbsent(all.jvm(), jvm -> new long[4]);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(counts[i], event.number(Event.OWN + i));
    }
  }

  /** Over all JVMs; null where no recording tells. */
  @Nullable GuardCounts guard() {
    if (guards.isEmpty()) return null;
    long[] sum = new long[4];
    for (long[] counts : guards.values()) {
      for (int i = 0; i < sum.length; i++) sum[i] += counts[i];
    }
    return new GuardCounts(sum[0], sum[1], sum[2], sum[3]);
  }
}
