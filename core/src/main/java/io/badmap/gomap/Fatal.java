package io.badmap.gomap;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.Sighting;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Go's fatal errors of a map, as the errors they are thrown as here.
 *
 * <p>The flag says that somebody writes, not who: the other side of these reports is unknown. An
 * agent that reports both sides may be asked to stop nobody: what a flag alone tells is then let
 * be. What stands in a table that is torn cannot be gone on with, and is thrown whatever is asked.
 */
@SuppressWarnings("TimeInStaticInitializer") // A map is watched from the moment this is loaded.
final class Fatal {
  private static final AtomicLong REPORTS = new AtomicLong();
  private static final Instant LOADED = Instant.now();

  /** Whether whoever meets another thread goes on; set by an agent that reports both. */
  private static volatile @Nullable BooleanSupplier lenience;

  private Fatal() {}

  /** Whether whoever meets another thread goes on, since an agent is told to stop nobody. */
  static boolean isLenient() {
    BooleanSupplier asked = lenience;
    return asked != null && asked.getAsBoolean();
  }

  /** A conflict met at the entry check, before anything was touched. */
  static void atEntry(Hmap<?, ?> map, MisuseKind kind) {
    if (!isLenient()) {
      throw error(map, kind, kind == MisuseKind.WRITES ? Effect.STOPPED : Effect.NONE);
    }
  }

  /** A conflict met at the exit check, when the operation was done. */
  static void atExit(Hmap<?, ?> map, MisuseKind kind) {
    if (!isLenient()) throw torn(map, kind);
  }

  /** A table that another thread is changing, or has left half changed. */
  static MapMisuseError torn(Hmap<?, ?> map, MisuseKind kind) {
    return error(map, kind, kind == MisuseKind.WRITES ? Effect.STRUCTURAL : Effect.NONE);
  }

  private static MapMisuseError error(Hmap<?, ?> map, MisuseKind kind, Effect effect) {
    CallSite site = CallSite.here();
    Side first = met(site, accessOf(kind), effect);
    Side second = Side.unknown();
    MisuseReport report =
        new MisuseReport(
            REPORTS.incrementAndGet(),
            kind,
            GoMap.class.getName(),
            System.identityHashCode(map),
            null,
            map.count,
            LOADED,
            Instant.now(),
            first,
            second,
            null);
    return new MapMisuseError(
        kind.message()
            + ": "
            + site.operation()
            + " at "
            + site.caller()
            + ", the other side unknown",
        report);
  }

  private static Access accessOf(MisuseKind kind) {
    return switch (kind) {
      case WRITES -> Access.WRITE;
      case READ_AND_WRITE, CORRUPTED -> Access.READ;
      case ITERATION_AND_WRITE -> Access.ITERATION;
      case CLONE_AND_WRITE -> Access.CLONE;
      default -> throw new IllegalArgumentException(kind.message() + " is not met in a GoMap");
    };
  }

  @SuppressWarnings("deprecation") // Thread.threadId() is not there on JDK 17.
  private static Side met(CallSite site, Access access, Effect effect) {
    Thread thread = Thread.currentThread();
    return new Side(
        site.operation(),
        access,
        effect,
        Sighting.IN_FLIGHT,
        thread.getName(),
        thread.getId(),
        thread.getClass().getName().contains("VirtualThread"),
        null,
        site.stack(),
        site.caller(),
        null);
  }
}
