package io.badmap.guard;

import io.badmap.Effect;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread waits at its exit that found a foreign trace in the guard word and nobody who left
 * it. Whoever looks for somebody on the same map at the same time takes it for the other side: both
 * stand inside their operations.
 *
 * <p>Two threads whose entries raced lose both tags; without this each would report an unknown one.
 * At most one thread waits on a map: the next one to come claims it.
 *
 * <pre>
 *   OPEN -> CLAIMED -> HANDED     the other thread reports
 *   OPEN -> CLOSED                nobody came
 * </pre>
 */
final class Crossing extends Exchange {
  private static final int CAPACITY = 64;

  private static final int OPEN = 0;
  private static final int CLAIMED = 1;
  private static final int HANDED = 2;
  private static final int CLOSED = 3;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long STATE = U.objectFieldOffset(Crossing.class, "state");
  private static final Slots TABLE = new Slots(CAPACITY);

  final Object map;
  private final int threadId;
  private final Effect effect;

  private volatile int state;

  /** Written before HANDED. */
  private volatile @Nullable Party party;

  private Crossing(Object map, int threadId, Effect effect) {
    this.map = map;
    this.threadId = threadId;
    this.effect = effect;
  }

  /** Begins to wait; {@code null} where somebody waits on this map or another one of its slot. */
  static @Nullable Crossing open(Object map, int threadId, Effect effect) {
    Crossing crossing = new Crossing(map, threadId, effect);
    return TABLE.replace(slot(map), null, crossing) ? crossing : null;
  }

  boolean isOpen() {
    return state == OPEN;
  }

  /** Ends the wait; false if another thread has claimed this one, and is to be given its side. */
  boolean close() {
    boolean unclaimed = move(OPEN, CLOSED);
    TABLE.replace(slot(map), this, null);
    return unclaimed;
  }

  void hand(Party party) {
    this.party = party;
    state = HANDED;
  }

  /**
   * Claims the thread that waits on {@code map}, where it is not {@code threadId} and one of the
   * two changes the map; {@code null} where there is none.
   */
  static @Nullable Crossing claim(Object map, int threadId, Effect effect) {
    Crossing crossing = (Crossing) TABLE.get(slot(map));
    return crossing != null
            && crossing.map == map
            && crossing.threadId != threadId
            && (changes(crossing.effect) || changes(effect))
            && crossing.move(OPEN, CLAIMED)
        ? crossing
        : null;
  }

  private static int slot(Object map) {
    return System.identityHashCode(map) & CAPACITY - 1;
  }

  private static boolean changes(Effect effect) {
    return effect == Effect.STRUCTURAL || effect == Effect.VALUE;
  }

  private boolean move(int from, int to) {
    return U.compareAndSetInt(this, STATE, from, to);
  }

  /** After a claim: the side of the thread; {@code null} if it does not come in time. */
  @Nullable Party await(long nanos) {
    long start = System.nanoTime();
    while (state != HANDED && System.nanoTime() - start < nanos) {
      Thread.yield();
    }
    return party;
  }
}
