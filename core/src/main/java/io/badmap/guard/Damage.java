package io.badmap.guard;

import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.Sighting;
import org.jspecify.annotations.Nullable;

/** A map that is proven to be damaged: reports it, and stops the walk that found out. */
public final class Damage {
  private Damage() {}

  /**
   * Reports {@code damage}, and throws into the calling thread, which would else walk for ever.
   * Returns where nobody takes reports yet, or the thread is just making one.
   *
   * @param map the damaged map; {@code null} where the walk does not know it
   * @param damage what was seen, as the end of a sentence
   * @throws MapMisuseError as the responder makes it
   */
  static void stop(@Nullable Object map, String damage) {
    Thread me = Thread.currentThread();
    Responder responder = Conflicts.responder();
    if (responder == null || !SlowPath.enter(me)) {
      return;
    }
    MapMisuseError error;
    try {
      error = responder.met(encounter(map, damage, me, Stacks.here()), true);
    } finally {
      SlowPath.leave(me);
    }
    if (error != null) {
      throw error;
    }
  }

  /**
   * Reports {@code damage} that was seen from outside.
   *
   * @param thread the thread that walks
   * @param stack its stack, from the map's own code outwards
   * @param damage what was seen, as the end of a sentence
   */
  public static void report(Thread thread, StackTraceElement[] stack, String damage) {
    Responder responder = Conflicts.responder();
    if (responder != null) {
      Object map = Meeting.mapOwnedBy(Threads.id(thread));
      responder.met(encounter(map, damage, thread, stack), false);
    }
  }

  private static Encounter encounter(
      @Nullable Object map, String damage, Thread thread, StackTraceElement[] stack) {
    Object subject = map != null ? map : new UnknownMap(Stacks.topLevelClass(stack));
    Effect effect = Stacks.isInsideWrite(stack) ? Effect.UNFINISHED : Effect.NONE;
    Object locks = Conflicts.locksOf(thread);
    Party first = new Party(thread, stack, Sighting.IN_FLIGHT, effect, locks);
    Party second = map == null ? null : Leads.latestForeign(map, thread);
    return Encounter.withDamage(subject, System.currentTimeMillis(), first, second, damage);
  }
}
