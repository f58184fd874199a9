package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.HeldLock;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.Sighting;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import io.badmap.guard.Subjects;
import io.badmap.guard.UnknownMap;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports of encounters. Immutable, so thread-safe. Calls no user code: the size is read by
 * what the agent gives for it, never by the map's own method.
 */
public final class MisuseReports {
  private static final String DAMAGED =
      ": writes at the same time have damaged it, and it stays so; make a new map, and guard every"
          + " use of it by one lock";

  private final Frames frames;
  private final ToIntFunction<Object> size;
  private final Instant watchedSince;

  /**
   * @param frames reads the stacks
   * @param size the number of mappings of a map, -1 where it cannot be told; runs inside a map
   *     operation and calls no user code
   * @param watchedSince when the agent began to watch
   */
  public MisuseReports(Frames frames, ToIntFunction<Object> size, Instant watchedSince) {
    this.frames = frames;
    this.size = size;
    this.watchedSince = watchedSince;
  }

  /** The report, still without the map's name. */
  public MisuseReport report(long number, Encounter encounter) {
    Side first = side(encounter.first);
    Side second = encounter.second == null ? Side.unknown() : side(encounter.second);
    return report(number, encounter, first, second);
  }

  MisuseReport report(long number, Encounter encounter, Side first, Side second) {
    Object map = encounter.map;
    MisuseReport report =
        new MisuseReport(
            number,
            kind(encounter, first, second),
            mapClass(map),
            map instanceof UnknownMap ? 0 : System.identityHashCode(map),
            null,
            size(map),
            watchedSince,
            Instant.ofEpochMilli(encounter.timeMillis),
            first,
            second,
            encounter.damage == null ? null : encounter.damage + DAMAGED,
            encounter.check);
    return withName(report, null);
  }

  /** The same report with the map's name, and a hint that knows it. */
  static MisuseReport withName(MisuseReport report, @Nullable MapName name) {
    return new MisuseReport(
        report.number(),
        report.kind(),
        report.mapClass(),
        report.mapIdentity(),
        name == null ? null : name.text(),
        report.size(),
        report.watchedSince(),
        report.time(),
        report.first(),
        report.second(),
        report.kind() == MisuseKind.CORRUPTED ? report.hint() : Hints.hint(report, name),
        report.check());
  }

  static String mapClass(Object map) {
    return map instanceof UnknownMap unknown ? unknown.className : map.getClass().getName();
  }

  static MisuseKind kind(Encounter encounter, Side first, Side second) {
    if (encounter.kind != null) {
      return encounter.kind;
    }
    Access other = first.access() == Access.WRITE ? second.access() : first.access();
    if (Subjects.isList(encounter.map)) {
      return ofList(other, Subjects.isQueue(encounter.map));
    }
    return switch (other) {
      case WRITE -> MisuseKind.WRITES;
      case READ -> MisuseKind.READ_AND_WRITE;
      case ITERATION -> MisuseKind.ITERATION_AND_WRITE;
      case CLONE -> MisuseKind.CLONE_AND_WRITE;
    };
  }

  private static MisuseKind ofList(Access other, boolean queue) {
    return switch (other) {
      case WRITE -> queue ? MisuseKind.QUEUE_WRITES : MisuseKind.LIST_WRITES;
      case READ -> queue ? MisuseKind.QUEUE_READ_AND_WRITE : MisuseKind.LIST_READ_AND_WRITE;
      case ITERATION ->
          queue ? MisuseKind.QUEUE_ITERATION_AND_WRITE : MisuseKind.LIST_ITERATION_AND_WRITE;
      case CLONE -> queue ? MisuseKind.QUEUE_CLONE_AND_WRITE : MisuseKind.LIST_CLONE_AND_WRITE;
    };
  }

  Side side(Party party) {
    if (party.thread == null && party.stack.length == 0) {
      return Side.unknown();
    }
    StackTraceElement[] stack =
        frames.fromMap(party.stack, party.sighting == Sighting.IN_FLIGHT, party.effect);
    Operation operation = frames.operation(stack, party.effect);
    Thread thread = party.thread;
    return new Side(
        operation.name(),
        operation.access(),
        party.effect,
        party.stack.length == 0 ? Sighting.UNKNOWN : party.sighting,
        thread == null ? null : thread.getName(),
        thread == null ? 0 : ThreadFacts.id(thread),
        thread != null && ThreadFacts.isVirtual(thread),
        thread == null ? null : ThreadFacts.carrier(thread),
        List.of(stack),
        operation.caller(),
        locks(party.locks));
  }

  private static @Nullable List<HeldLock> locks(@Nullable Object snapshot) {
    if (!(snapshot instanceof List<?> list)) {
      return null;
    }
    HeldLock[] locks = new HeldLock[list.size()];
    int count = 0;
    for (Object lock : list) {
      if (lock instanceof HeldLock held) {
        locks[count++] = held;
      }
    }
    return count == locks.length ? List.of(locks) : null;
  }

  private int size(Object map) {
    try {
      return size.applyAsInt(map);
    } catch (RuntimeException | LinkageError e) {
      return -1;
    }
  }
}
