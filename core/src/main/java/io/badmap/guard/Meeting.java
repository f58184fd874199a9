package io.badmap.guard;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Where the thread that met a writer and the writer itself exchange what they saw.
 *
 * <p>The arriving thread opens a meeting, puts the contended mark into the guard word and waits;
 * the owner of the replaced tag finds the mark at its exit, looks the meeting up by the map, and
 * hands its {@link Party} over. States only move forward:
 *
 * <pre>
 *   OPEN -> ARRIVED -> HANDED      the owner gave its side
 *   OPEN -> ARRIVED -> VOID        the owner changed nothing after all
 *   OPEN -> LEFT                   the arriving thread went on; the owner reports when it comes
 *   OPEN -> REPORTED               the arriving thread saw the owner inside the map and reported
 *                                  it, or had found it gone and looked its thread up
 * </pre>
 *
 * <p>The table is fixed: at most {@value #CAPACITY} maps are held, and only while a conflict on
 * them is being looked at.
 */
final class Meeting extends Exchange {
  static final int CAPACITY = 64;

  /** After this a mark whose owner is not seen inside a map any more is taken away: 50 ms. */
  private static final long SUSPICION_NANOS = 50_000_000;

  static final int OPEN = 0;
  static final int ARRIVED = 1;
  static final int HANDED = 2;
  static final int VOID = 3;
  static final int LEFT = 4;
  static final int REPORTED = 5;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long STATE = U.objectFieldOffset(Meeting.class, "state");
  private static final Slots TABLE = new Slots(CAPACITY);

  final Object map;
  final long wordOffset;
  final int ownerTag;
  final long openedNanos = System.nanoTime();

  /** When the owner was last looked for; racy, since a look too many does no harm. */
  private long lookedNanos = openedNanos;

  /** Whether the mark stands in the word, for all that the arriving thread knows. */
  volatile boolean marked;

  /** Set by the owner when a tentative write has become a real one. */
  volatile boolean changed;

  volatile int state;

  /** The owner's side: written before HANDED or REPORTED. */
  volatile @Nullable Party owner;

  /** The arriving thread's side: written before LEFT. */
  volatile @Nullable Party first;

  private Meeting(Object map, long wordOffset, int ownerTag) {
    this.map = map;
    this.wordOffset = wordOffset;
    this.ownerTag = ownerTag;
    this.changed = GuardWord.isCertain(ownerTag);
  }

  /** Opens a meeting with the owner of {@code ownerTag}; {@code null} when the table is full. */
  static @Nullable Meeting open(Object map, long wordOffset, int ownerTag) {
    Meeting meeting = new Meeting(map, wordOffset, ownerTag);
    return TABLE.add(meeting) ? meeting : null;
  }

  /** The meeting on {@code map}, one whose mark stands first; {@code null} where there is none. */
  static @Nullable Meeting on(Object map) {
    Meeting found = null;
    for (int i = 0; i < CAPACITY; i++) {
      Meeting meeting = at(i);
      if (meeting != null && meeting.map == map) {
        if (meeting.marked) {
          return meeting;
        }
        found = meeting;
      }
    }
    return found;
  }

  /** The meeting on {@code map} with the thread of this id; {@code null} where there is none. */
  static @Nullable Meeting with(Object map, int threadId) {
    for (int i = 0; i < CAPACITY; i++) {
      Meeting meeting = at(i);
      if (meeting != null && meeting.map == map && meeting.isOwnedBy(threadId)) {
        return meeting;
      }
    }
    return null;
  }

  /** The map on which the thread with this id is waited for; {@code null} where it is on none. */
  static @Nullable Object mapOwnedBy(int threadId) {
    for (int i = 0; i < CAPACITY; i++) {
      Meeting meeting = at(i);
      if (meeting != null && meeting.isOwnedBy(threadId)) {
        return meeting.map;
      }
    }
    return null;
  }

  static @Nullable Meeting at(int slot) {
    return (Meeting) TABLE.get(slot);
  }

  void close() {
    TABLE.remove(this);
  }

  boolean move(int from, int to) {
    return U.compareAndSetInt(this, STATE, from, to);
  }

  boolean isOwnedBy(int threadId) {
    return GuardWord.isOf(ownerTag, threadId);
  }

  /** Once in {@link #SUSPICION_NANOS}: whether the owner should be looked for again. */
  boolean isSuspicious() {
    long now = System.nanoTime();
    if (now - lookedNanos < SUSPICION_NANOS) {
      return false;
    }
    lookedNanos = now;
    return true;
  }

  long ageNanos() {
    return System.nanoTime() - openedNanos;
  }
}
