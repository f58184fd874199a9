package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.HeldLock;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.Sighting;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stacks, sides and encounters written down for tests. */
final class Stacks {
  static final Instant SINCE = Instant.parse("2026-11-22T12:00:03.114Z");
  static final Instant MET = Instant.parse("2026-11-22T12:00:04Z");

  /** A table that knows nothing, so that names decide. */
  static final OperationTable NO_TABLE = (className, method) -> null;

  private Stacks() {}

  /** Frames from texts such as {@code com.acme.A.b(A.java:3)}, innermost first. */
  static StackTraceElement[] stack(String... sites) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String site : sites) {
      frames.add(frame(site));
    }
    return frames.toArray(new StackTraceElement[0]);
  }

  static StackTraceElement frame(String site) {
    int open = site.indexOf('(');
    int colon = site.indexOf(':');
    int dot = site.lastIndexOf('.', open);
    return new StackTraceElement(
        site.substring(0, dot),
        site.substring(dot + 1, open),
        site.substring(open + 1, colon),
        Integer.parseInt(site.substring(colon + 1, site.length() - 1)));
  }

  static Party party(Effect effect, List<HeldLock> locks, String... sites) {
    return new Party(Thread.currentThread(), stack(sites), Sighting.IN_FLIGHT, effect, locks);
  }

  /**
   * A put of {@code map} at {@code com.acme.A.first(A.java:line)} against one at {@code second}.
   */
  static Encounter puts(Object map, int line, int otherLine) {
    return new Encounter(
        map,
        MET.toEpochMilli(),
        party(Effect.STRUCTURAL, List.of(), put(), "com.acme.A.first(A.java:" + line + ")"),
        party(Effect.STRUCTURAL, List.of(), put(), "com.acme.A.second(A.java:" + otherLine + ")"));
  }

  static String put() {
    return "java.util.HashMap.put(HashMap.java:610)";
  }

  static MisuseReports reports() {
    return new MisuseReports(new Frames(NO_TABLE, List.of()), map -> 1042, SINCE);
  }

  static MisuseReport report(Side first, Side second) {
    return new MisuseReport(
        1,
        MisuseKind.WRITES,
        "java.util.HashMap",
        0x5e2de80c,
        "OrderService.userCache",
        1042,
        SINCE,
        MET,
        first,
        second,
        "side 2 writes under a lock, side 1 does not take it");
  }

  static Side side(
      String operation,
      Effect effect,
      String thread,
      long id,
      boolean virtual,
      List<HeldLock> locks,
      String... sites) {
    List<StackTraceElement> stack = List.of(stack(sites));
    return new Side(
        operation,
        effect == Effect.NONE ? Access.READ : Access.WRITE,
        effect,
        Sighting.IN_FLIGHT,
        thread,
        id,
        virtual,
        virtual ? "ForkJoinPool-1-worker-1" : null,
        stack,
        stack.get(1),
        locks);
  }
}
