package io.badmap.guard;

import static io.badmap.guard.GuardWord.COUNT;
import static io.badmap.guard.GuardWord.NOT_MINE;
import static io.badmap.guard.GuardWord.TAG;
import static io.badmap.guard.GuardWord.UNGUARDED;

import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.Sighting;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a guard word is not what an operation expected: the slow path of every hook.
 *
 * <p><b>Assumptions.</b> A tag in the word was put there by a thread that will run an exit hook, or
 * is stuck (its thread overflowed the stack inside the hook, or the map was older than the agent).
 *
 * <p><b>Guarantees.</b> An encounter is handed to the {@link Responder} only when the other side
 * handed itself over, was seen inside a map operation while the mark stood, or left its trace in
 * the word while this operation ran. Same-thread nesting never gets here as a conflict.
 *
 * <p><b>Progress.</b> A waiting thread spins and yields for at most {@link #PATIENCE_NANOS}; it
 * neither parks, which would eat a permit of the application, nor sleeps, which would meet an
 * interrupt.
 */
public final class Conflicts {
  /** How long an arriving thread waits for the writer to come to its exit: 2 ms. */
  static final long PATIENCE_NANOS = 2_000_000;

  /** How long it waits once the writer has arrived there and is taking its own stack: 50 ms. */
  static final long HANDOVER_NANOS = 50_000_000;

  /** How long a thread whose other side has just gone looks for it to come back: 200 us. */
  static final long WATCH_NANOS = 200_000;

  /** After this a mark whose owner never came is given up: 10 s. */
  public static final long FORGET_NANOS = 10_000_000_000L;

  private static final int AGAIN = 0;
  private static final int GO_ON = 1;
  private static final int ATTEMPTS = 4;

  private static final Unsafe U = Unsafe.getUnsafe();

  private static volatile @Nullable Responder responder;
  private static volatile @Nullable LockReader lockReader;
  private static volatile boolean structuralOnly;
  private static volatile boolean stopsNobody;
  private static volatile long holdOwnersNanos;

  private Conflicts() {}

  /** Begins to report to {@code responder}; {@code null} makes every hook silent. */
  public static void respondWith(@Nullable Responder responder) {
    Conflicts.responder = responder;
  }

  static @Nullable Responder responder() {
    return responder;
  }

  /** Says where held locks are read; {@code null} where they cannot be told. */
  public static void readLocksWith(@Nullable LockReader reader) {
    lockReader = reader;
  }

  /** Whether writes that only replace a value are left out. */
  public static void structuralOnly(boolean only) {
    structuralOnly = only;
  }

  /** Whether whoever meets another thread goes on, and GoMap's own flags are to stop nobody. */
  public static void stopNobody(boolean lenient) {
    stopsNobody = lenient;
  }

  /** What {@link #stopNobody} has said; false at first. */
  public static boolean stopsNobody() {
    return stopsNobody;
  }

  /**
   * For how long at most a writer that has handed its side over stays inside its operation, until
   * {@link Responder#met} has returned on the other thread; 0, as it is at first, not at all.
   */
  public static void holdOwners(long nanos) {
    holdOwnersNanos = nanos;
  }

  /**
   * Whether a thread that has met the writer of {@code map} waits for it to come to its exit: a
   * writer that is held inside its operation should go on now.
   */
  public static boolean isAwaited(Object map) {
    Meeting meeting = Meeting.on(map);
    return meeting != null && meeting.state == Meeting.OPEN;
  }

  static int atWriteEntry(Object map, long offset, int word) {
    return atWriteEntry(map, offset, word, true);
  }

  /** The same where the caller cannot be stopped any more. */
  static int atSilentWriteEntry(Object map, long offset, int word) {
    return atWriteEntry(map, offset, word, false);
  }

  private static int atWriteEntry(Object map, long offset, int word, boolean mayThrow) {
    Thread me = Thread.currentThread();
    for (int attempt = 0; ; attempt++) {
      if (GuardWord.atRest(word)) {
        if (!GuardWord.isTaggable(word)) {
          return UNGUARDED;
        }
        int tagged = word & COUNT | GuardWord.writing(Threads.id(me));
        if (U.compareAndSetInt(map, offset, word, tagged)) {
          return tagged;
        }
      } else if (isNested(map, word, me)) {
        return NOT_MINE;
      } else if (attempt == ATTEMPTS
          || meet(map, offset, word, me, mayThrow ? Effect.STOPPED : Effect.UNFINISHED, mayThrow)
              == GO_ON) {
        return UNGUARDED;
      }
      word = U.getIntVolatile(map, offset);
    }
  }

  static int atReadEntry(Object map, long offset, int word) {
    Thread me = Thread.currentThread();
    for (int attempt = 0; ; attempt++) {
      if (GuardWord.atRest(word) || isNested(map, word, me)) {
        return word;
      }
      if (attempt == ATTEMPTS || meet(map, offset, word, me, Effect.NONE, true) == GO_ON) {
        return UNGUARDED;
      }
      word = U.getIntVolatile(map, offset);
    }
  }

  static void mutating(Object map, long offset, int word) {
    Thread me = Thread.currentThread();
    int id = Threads.id(me);
    if (GuardWord.isOf(word, id)
        && U.compareAndSetInt(map, offset, word, word & COUNT | GuardWord.writing(id))) {
      return;
    }
    word = U.getIntVolatile(map, offset);
    if (GuardWord.atRest(word)) {
      return;
    }
    if (GuardWord.isContended(word)) {
      Meeting meeting = Meeting.on(map);
      if (meeting != null && meeting.isOwnedBy(id)) {
        meeting.changed = true;
        return;
      }
    }
    // A contended word has been met at the entry; a tentative write of another thread has not.
    if (GuardWord.isTagged(word) && !GuardWord.isOf(word, id)) {
      meet(map, offset, word, me, Effect.STOPPED, true);
    }
  }

  /** An operation that went on unguarded may still have announced a change, which tags the word. */
  private static void releaseOwn(Object map, long offset) {
    int word = U.getIntVolatile(map, offset);
    if (GuardWord.isOf(word, Threads.id(Thread.currentThread()))) {
      release(map, offset, word);
    }
  }

  static void atWriteExit(Object map, long offset, int entered, boolean thrown) {
    if ((entered & TAG) == NOT_MINE) {
      return;
    }
    if ((entered & TAG) == UNGUARDED) {
      releaseOwn(map, offset);
      return;
    }
    Thread me = Thread.currentThread();
    int word = U.getIntVolatile(map, offset);
    if (((word ^ entered) & TAG) == 0 && release(map, offset, word)) {
      return;
    }
    word = U.getIntVolatile(map, offset);
    Effect effect =
        GuardWord.count(word) != GuardWord.count(entered)
            ? Effect.STRUCTURAL
            : thrown ? Effect.NONE : uncounted(map);
    if (!handOver(map, offset, me, effect, thrown)) {
      if (!meetAtExit(map, offset, me, effect, !thrown)) {
        reportTrace(map, me, effect, true);
      }
    }
  }

  static void atConditionalExit(
      Object map, long offset, int entered, @Nullable Object witness, boolean thrown) {
    if (!GuardWord.isComparable(entered)) {
      // A tag at the entry is that of an outer operation.
      if (GuardWord.atRest(entered)) {
        releaseOwn(map, offset);
      }
      return;
    }
    Thread me = Thread.currentThread();
    int word = U.getIntVolatile(map, offset);
    if (GuardWord.isOf(word, Threads.id(me)) && release(map, offset, word)) {
      return;
    }
    word = U.getIntVolatile(map, offset);
    if (GuardWord.isContended(word)) {
      Meeting meeting = Meeting.on(map);
      boolean structural = GuardWord.count(word) != GuardWord.count(entered);
      boolean changed = structural || (meeting != null && meeting.changed);
      Effect effect =
          structural ? Effect.STRUCTURAL : changed && !thrown ? uncounted(map) : Effect.NONE;
      if (handOver(map, offset, me, effect, thrown)) {
        return;
      }
    }
    if (!thrown) {
      atReadExit(map, offset, entered, witness);
    }
  }

  /** What a change is that the count does not show: every change of a deque moves an end of it. */
  private static Effect uncounted(Object map) {
    return Subjects.isDeque(map) ? Effect.STRUCTURAL : Effect.VALUE;
  }

  static void atReadExit(Object map, long offset, int entered, @Nullable Object witness) {
    if (!GuardWord.isComparable(entered) || responder == null) {
      return;
    }
    Thread me = Thread.currentThread();
    int word = U.getIntVolatile(map, offset);
    if (word == entered) {
      return;
    }
    // An empty map's clear() changes the count and nothing else.
    boolean proven = Roots.size(map) != 0 && Witness.cannotTouchMaps(map, witness);
    if (meetAtExit(map, offset, me, Effect.NONE, true)) {
      return;
    }
    if (GuardWord.count(U.getIntVolatile(map, offset)) == GuardWord.count(entered)) {
      // The tag of a write that came to nothing.
      GuardCounters.add(GuardCounters.HARMLESS);
      return;
    }
    reportTrace(map, me, Effect.NONE, proven);
  }

  /** Clears a tag or mark that stands in {@code word}; false if the word has changed meanwhile. */
  private static boolean release(Object map, long offset, int word) {
    return U.compareAndSetInt(map, offset, word, word & COUNT);
  }

  private static void releaseMark(Object map, long offset) {
    for (int word = U.getIntVolatile(map, offset);
        GuardWord.isContended(word) && !release(map, offset, word);
        word = U.getIntVolatile(map, offset)) {
      Thread.onSpinWait();
    }
  }

  /** Whether an outer operation of this thread put the tag there. */
  private static boolean isNested(Object map, int word, Thread me) {
    int id = Threads.id(me);
    if (GuardWord.isOf(word, id)) {
      return !Namesakes.isSomebodyElse(id, map);
    }
    if (!GuardWord.isContended(word)) {
      return false;
    }
    Meeting meeting = Meeting.on(map);
    return meeting != null && meeting.isOwnedBy(id);
  }

  /**
   * The owner's part of a meeting: at its exit, its tag replaced by the mark.
   *
   * @return false if the mark is not for this thread
   */
  private static boolean handOver(
      Object map, long offset, Thread me, Effect effect, boolean thrown) {
    if (!GuardWord.isContended(U.getIntVolatile(map, offset))) {
      return false;
    }
    Meeting meeting = Meeting.on(map);
    if (meeting == null || !meeting.isOwnedBy(Threads.id(me))) {
      return false;
    }
    MapMisuseError error = null;
    boolean nobodyWaits = !meeting.move(Meeting.OPEN, Meeting.ARRIVED);
    if (nobodyWaits) {
      Party first = meeting.first;
      if (meeting.state == Meeting.LEFT && first != null && effect != Effect.NONE) {
        Party writer = writer(map, offset, me, effect);
        error = confirm(map, meeting.openedNanos, first, writer, !thrown);
      }
      meeting.close();
    } else if (effect == Effect.NONE) {
      meeting.state = Meeting.VOID;
    } else {
      meeting.owner = writer(map, offset, me, effect);
      meeting.state = Meeting.HANDED;
    }
    releaseMark(map, offset);
    if (error != null) {
      throw error;
    }
    if (meeting.state == Meeting.HANDED || meeting.state == Meeting.REPORTED) {
      holdOwner(meeting);
    }
    return true;
  }

  /**
   * The part of an owner that has lost its tag, and with it the mark.
   *
   * @return false if nobody looks for it, and nobody has reported it either
   */
  private static boolean handOverUnmarked(Object map, long offset, Thread me, Effect effect) {
    Meeting meeting = effect == Effect.NONE ? null : Meeting.with(map, Threads.id(me));
    if (meeting == null) {
      return false;
    }
    if (!meeting.move(Meeting.OPEN, Meeting.ARRIVED)) {
      return meeting.state == Meeting.REPORTED;
    }
    meeting.owner = writer(map, offset, me, effect);
    meeting.state = Meeting.HANDED;
    holdOwner(meeting);
    return true;
  }

  private static void holdOwner(Exchange exchange) {
    long nanos = holdOwnersNanos;
    if (nanos != 0) {
      exchange.awaitEnd(nanos);
    }
  }

  /**
   * At the exit of an operation whose entry was clean: another thread is, or was, inside.
   *
   * @return false if it did not come to a meeting
   */
  private static boolean meetAtExit(
      Object map, long offset, Thread me, Effect effect, boolean mayThrow) {
    if (handOverUnmarked(map, offset, me, effect)) {
      return true;
    }
    long start = System.nanoTime();
    do {
      int word = U.getIntVolatile(map, offset);
      if (isOfAnother(word, map, me) && meet(map, offset, word, me, effect, mayThrow) == GO_ON) {
        return true;
      }
      if (cross(map, offset, me, effect, mayThrow)) {
        return true;
      }
      Thread.onSpinWait();
    } while (System.nanoTime() - start < WATCH_NANOS);
    return handOverUnmarked(map, offset, me, effect);
  }

  private static boolean isOfAnother(int word, Object map, Thread me) {
    return !GuardWord.atRest(word) && !isNested(map, word, me);
  }

  /**
   * While no tag of another thread stands in the word: looks for one that is at its exit as well,
   * or lets itself be found.
   *
   * @return false if it did not come to a meeting
   */
  private static boolean cross(
      Object map, long offset, Thread me, Effect effect, boolean mayThrow) {
    if (responder == null || !SlowPath.enter(me)) {
      return false;
    }
    MapMisuseError error = null;
    Crossing mine = null;
    try {
      int id = Threads.id(me);
      Crossing other = Crossing.claim(map, id, effect);
      if (other != null) {
        error = confirmCrossing(other, party(me, Sighting.IN_FLIGHT, effect), mayThrow);
      } else {
        mine = Crossing.open(map, id, effect);
        if (mine == null) {
          return false;
        }
        awaitClaim(mine, offset, me);
        if (mine.close()) {
          return false;
        }
        mine.hand(party(me, Sighting.IN_FLIGHT, effect));
      }
    } finally {
      if (mine != null) {
        mine.close();
      }
      SlowPath.leave(me);
    }
    if (error != null) {
      throw error;
    }
    if (mine != null) {
      holdOwner(mine);
    }
    return true;
  }

  /** Or until a tag of another thread stands in the word. */
  private static void awaitClaim(Crossing mine, long offset, Thread me) {
    long start = System.nanoTime();
    while (mine.isOpen() && System.nanoTime() - start < WATCH_NANOS) {
      if (isOfAnother(U.getIntVolatile(mine.map, offset), mine.map, me)) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  private static @Nullable MapMisuseError confirmCrossing(
      Crossing other, Party mine, boolean mayThrow) {
    long met = System.nanoTime();
    try {
      GuardCounters.add(GuardCounters.MET);
      return confirm(other.map, met, mine, other.await(HANDOVER_NANOS), mayThrow);
    } finally {
      other.ended = true;
    }
  }

  /**
   * The other thread left its trace in the word, and is gone.
   *
   * @param proven whether the trace cannot be this thread's own
   */
  private static void reportTrace(Object map, Thread me, Effect effect, boolean proven) {
    if (!proven || responder == null || (effect == Effect.VALUE && structuralOnly)) {
      GuardCounters.add(GuardCounters.UNATTRIBUTED);
      return;
    }
    if (!SlowPath.enter(me)) {
      return;
    }
    try {
      // The operation is over, and who did it is not known: told, but not thrown.
      GuardCounters.add(GuardCounters.MET);
      confirm(map, System.nanoTime(), party(me, Sighting.IN_FLIGHT, effect), null, false);
    } finally {
      SlowPath.leave(me);
    }
  }

  /**
   * The arriving thread's part of a meeting.
   *
   * @return {@link #AGAIN} to look at the word once more, {@link #GO_ON} to go on unguarded
   */
  private static int meet(
      Object map, long offset, int word, Thread me, Effect effect, boolean mayThrow) {
    Responder responder = Conflicts.responder;
    if (responder == null || !SlowPath.enter(me)) {
      return GO_ON;
    }
    MapMisuseError error = null;
    long met = System.nanoTime();
    try {
      GuardCounters.add(GuardCounters.MET);
      if (GuardWord.isContended(word)) {
        Party owner = join(map, offset);
        if (owner == null) {
          return GuardWord.isContended(U.getIntVolatile(map, offset)) ? GO_ON : AGAIN;
        }
        error = confirm(map, met, party(me, Sighting.IN_FLIGHT, effect), owner, mayThrow);
      } else if (!responder.wantsDetails()) {
        if (!GuardWord.isCertain(word)) {
          return GO_ON;
        }
        error = responder.metAgain(party(me, Sighting.IN_FLIGHT, effect), map, mayThrow);
      } else {
        Meeting meeting = Meeting.open(map, offset, word & TAG);
        if (meeting == null) {
          return GO_ON;
        }
        try {
          Party owner = seize(meeting, word) ? handed(meeting, me, effect) : gone(meeting);
          if (owner == null) {
            return meeting.state == Meeting.LEFT ? GO_ON : AGAIN;
          }
          error = confirm(map, met, party(me, Sighting.IN_FLIGHT, effect), owner, mayThrow);
        } finally {
          meeting.ended = true;
        }
      }
    } finally {
      SlowPath.leave(me);
    }
    if (error != null) {
      throw error;
    }
    return GO_ON;
  }

  /**
   * Marks the owner's tag and waits for the owner. One that leaves before it is marked mostly comes
   * back: for {@link #WATCH_NANOS} it is marked then.
   *
   * @return false if it does not come back, or another one does
   */
  private static boolean seize(Meeting meeting, int word) {
    long start = System.nanoTime();
    do {
      if (mark(meeting, word) && await(meeting)) {
        return true;
      }
      Thread.onSpinWait();
      word = U.getIntVolatile(meeting.map, meeting.wordOffset);
    } while (meeting.state == Meeting.OPEN
        && (GuardWord.atRest(word) || (word & TAG) == meeting.ownerTag)
        && System.nanoTime() - start < WATCH_NANOS);
    return meeting.state != Meeting.OPEN;
  }

  /** Replaces the owner's tag by the mark; false if the owner has left. */
  private static boolean mark(Meeting meeting, int word) {
    while ((word & TAG) == meeting.ownerTag) {
      int marked = word & COUNT | GuardWord.CONTENDED;
      if (U.compareAndSetInt(meeting.map, meeting.wordOffset, word, marked)) {
        meeting.marked = true;
        return true;
      }
      word = U.getIntVolatile(meeting.map, meeting.wordOffset);
    }
    return false;
  }

  /**
   * Waits for the owner; false if it has left without seeing the mark, which its own store of the
   * count can overwrite.
   */
  private static boolean await(Meeting meeting) {
    long start = System.nanoTime();
    for (int spins = 1; ; spins++) {
      int state = meeting.state;
      if (state == Meeting.HANDED || state == Meeting.VOID) {
        return true;
      }
      Thread.onSpinWait();
      if ((spins & 31) != 0) {
        continue;
      }
      long waited = System.nanoTime() - start;
      if (waited > (state == Meeting.ARRIVED ? HANDOVER_NANOS : PATIENCE_NANOS)) {
        return true;
      }
      int word = U.getIntVolatile(meeting.map, meeting.wordOffset);
      if (!GuardWord.isContended(word) && meeting.state == Meeting.OPEN && !mark(meeting, word)) {
        meeting.marked = false;
        return meeting.state != Meeting.OPEN;
      }
      if (waited > WATCH_NANOS / 2) {
        Thread.yield();
      }
    }
  }

  private static void awaitHandover(Meeting meeting) {
    long start = System.nanoTime();
    while (meeting.state == Meeting.ARRIVED && System.nanoTime() - start < HANDOVER_NANOS) {
      Thread.yield();
    }
  }

  /** The owner's side after the wait; {@code null} if there is no conflict, or not yet. */
  private static @Nullable Party handed(Meeting meeting, Thread me, Effect effect) {
    if (meeting.state == Meeting.OPEN || meeting.state == Meeting.ARRIVED) {
      Party late = sought(meeting, me, effect);
      if (late != null || meeting.state == Meeting.LEFT) {
        return late;
      }
      // The owner came while it was looked for.
      awaitHandover(meeting);
    }
    meeting.close();
    if (meeting.state == Meeting.VOID) {
      GuardCounters.add(GuardCounters.HARMLESS);
      return null;
    }
    return meeting.owner;
  }

  /**
   * The owner did not come in time: its thread is looked for. A tentative write reports by itself
   * when it knows; a tag without an owner is cleared.
   */
  private static @Nullable Party sought(Meeting meeting, Thread me, Effect effect) {
    StackTraceElement[][] stacks = new StackTraceElement[1][];
    Thread owner = Threads.find(meeting.ownerTag, meeting.map, stacks);
    boolean inside = owner != null && Stacks.insideMap(stacks[0], meeting.map);
    if (owner != null && inside && meeting.changed) {
      Party party =
          new Party(owner, stacks[0], Sighting.IN_FLIGHT, Effect.UNFINISHED, locksOf(owner));
      if (meeting.move(Meeting.OPEN, Meeting.REPORTED)) {
        meeting.owner = party;
        return party;
      }
      return null;
    }
    if (inside || (owner == null && Namesakes.mayBeVirtual())) {
      Effect unknown = effect == Effect.STOPPED ? Effect.UNFINISHED : effect;
      meeting.first = party(me, Sighting.IN_FLIGHT, unknown);
      meeting.move(Meeting.OPEN, Meeting.LEFT);
      return null;
    }
    if (meeting.move(Meeting.OPEN, Meeting.VOID)) {
      GuardCounters.add(GuardCounters.HEALED);
      releaseMark(meeting.map, meeting.wordOffset);
    }
    return null;
  }

  /**
   * The owner has left unmarked, and its thread is looked for. Where another writer has come, or
   * the owner may have changed nothing, the caller looks again.
   */
  private static @Nullable Party gone(Meeting meeting) {
    Party party = null;
    if (GuardWord.atRest(U.getIntVolatile(meeting.map, meeting.wordOffset))) {
      if (meeting.changed) {
        StackTraceElement[][] stacks = new StackTraceElement[1][];
        Thread owner = Threads.find(meeting.ownerTag, meeting.map, stacks);
        party =
            owner == null
                ? new Party(
                    null, new StackTraceElement[0], Sighting.UNKNOWN, Effect.UNFINISHED, null)
                : new Party(owner, stacks[0], Sighting.JUST_AFTER, Effect.UNFINISHED, null);
      } else {
        GuardCounters.add(GuardCounters.HARMLESS);
      }
    }
    if (meeting.move(Meeting.OPEN, party == null ? Meeting.VOID : Meeting.REPORTED)) {
      meeting.close();
      return party;
    }
    // It was at its exit, where it found that it was looked for.
    awaitHandover(meeting);
    meeting.close();
    return meeting.owner;
  }

  /** A third thread, while two others meet: the owner's side as the second one gets it. */
  private static @Nullable Party join(Object map, long offset) {
    long start = System.nanoTime();
    while (GuardWord.isContended(U.getIntVolatile(map, offset))) {
      Meeting meeting = Meeting.on(map);
      if (meeting != null && meeting.owner != null) {
        return meeting.owner;
      }
      if (meeting != null && meeting.state == Meeting.LEFT) {
        return left(meeting);
      }
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        if (meeting == null) {
          GuardCounters.add(GuardCounters.HEALED);
          releaseMark(map, offset);
        }
        return null;
      }
      Thread.yield();
    }
    return null;
  }

  /**
   * The mark of a writer that did not come in time still stands: after a while its thread is looked
   * for again, since a mark that nobody takes away would hide every later conflict.
   */
  private static @Nullable Party left(Meeting meeting) {
    if (!meeting.isSuspicious()) {
      return null;
    }
    StackTraceElement[][] stacks = new StackTraceElement[1][];
    Thread owner = Threads.find(meeting.ownerTag, meeting.map, stacks);
    if (owner != null && Stacks.insideMap(stacks[0], meeting.map)) {
      return null;
    }
    heal(meeting);
    return null;
  }

  private static void heal(Meeting meeting) {
    meeting.close();
    releaseMark(meeting.map, meeting.wordOffset);
    GuardCounters.add(GuardCounters.HEALED);
  }

  /**
   * @param met when the two met, in {@link System#nanoTime()}: before any wait for the other side
   */
  private static @Nullable MapMisuseError confirm(
      Object map, long met, Party first, @Nullable Party second, boolean mayThrow) {
    Responder responder = Conflicts.responder;
    if (responder == null) {
      return null;
    }
    if (structuralOnly
        && first.effect != Effect.STRUCTURAL
        && (second == null || second.effect != Effect.STRUCTURAL)) {
      GuardCounters.add(GuardCounters.HARMLESS);
      return null;
    }
    GuardCounters.add(GuardCounters.CONFIRMED);
    if (first.effect == Effect.STRUCTURAL || first.effect == Effect.VALUE) {
      Leads.remember(map, first, Leads.UNKNOWN);
    }
    if (second != null && second.effect == Effect.UNFINISHED) {
      Leads.remember(map, second, Leads.UNKNOWN);
    }
    return responder.met(Encounter.since(met, map, first, second), mayThrow);
  }

  /** The side of a thread at the exit of its write, kept as a lead. */
  private static Party writer(Object map, long offset, Thread me, Effect effect) {
    Party writer = party(me, Sighting.IN_FLIGHT, effect);
    int count = GuardWord.count(U.getIntVolatile(map, offset));
    Leads.remember(map, writer, effect == Effect.STRUCTURAL ? count : Leads.UNKNOWN);
    return writer;
  }

  private static Party party(Thread thread, Sighting sighting, Effect effect) {
    return new Party(thread, Stacks.here(), sighting, effect, locksOf(thread));
  }

  /** What the {@link LockReader} gives; {@code null} where there is none yet. */
  public static @Nullable Object locksOf(Thread thread) {
    LockReader reader = lockReader;
    return reader == null ? null : reader.locksOf(thread);
  }

  /** The maps on which two threads are meeting right now. */
  public static Object[] underWay() {
    Object[] maps = new Object[Meeting.CAPACITY];
    int n = 0;
    for (int i = 0; i < Meeting.CAPACITY; i++) {
      Meeting meeting = Meeting.at(i);
      if (meeting != null) {
        maps[n++] = meeting.map;
      }
    }
    Object[] found = new Object[n];
    System.arraycopy(maps, 0, found, 0, n);
    return found;
  }

  /**
   * Ends every meeting and lets go of every map. Only for when no thread is inside an operation
   * that a hook began: a mark that stands then has no owner that would take it away.
   */
  public static void settle() {
    respondWith(null);
    lockReader = null;
    structuralOnly = false;
    stopsNobody = false;
    holdOwnersNanos = 0;
    for (int i = 0; i < Meeting.CAPACITY; i++) {
      Meeting meeting = Meeting.at(i);
      if (meeting != null) {
        heal(meeting);
      }
    }
    Entries.forget();
    Leads.forget();
  }

  /**
   * Lets go of meetings whose owner never came. Called now and then by the agent's own thread, so
   * that no map is held for longer than {@link #FORGET_NANOS} and a beat.
   */
  public static void sweep() {
    Entries.forget();
    for (int i = 0; i < Meeting.CAPACITY; i++) {
      Meeting meeting = Meeting.at(i);
      if (meeting == null || meeting.ageNanos() < FORGET_NANOS) {
        continue;
      }
      StackTraceElement[][] stacks = new StackTraceElement[1][];
      Thread owner = Threads.find(meeting.ownerTag, meeting.map, stacks);
      if (owner != null && Stacks.insideMap(stacks[0], meeting.map)) {
        continue;
      }
      heal(meeting);
    }
  }
}
