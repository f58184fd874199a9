package io.badmap.guard;

import io.badmap.Effect;
import io.badmap.Sighting;
import java.lang.ref.WeakReference;
import java.util.ConcurrentModificationException;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Writers that were met, kept for the day on which their map throws what only a damaged or changed
 * map throws: the exception then gets the latest foreign write as a suppressed {@link Throwable},
 * whose stack is the writer's.
 *
 * <p>Nothing is recorded on the quiet path. What is known comes from conflicts that were met
 * anyway, at most {@value #CAPACITY} of them, and from the tag in the word of the map while the
 * exception passes. Maps and threads are held weakly. A lead is not proof, and says so; a {@link
 * ConcurrentModificationException} gets one only where the count of the map shows that the change
 * lies between the iterator's beginning and its end.
 *
 * <p>Thread-safe: slots are written and read as whole references.
 */
public final class Leads {
  private static final int CAPACITY = 64;
  private static final String MARK = "badmap: a lead, not proof: ";

  /** Stands for a count that is not known. */
  static final int UNKNOWN = -1;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long NEXT = U.objectFieldOffset(Ring.class, "next");
  private static final Ring RING = new Ring();

  private Leads() {}

  private static final class Ring {
    final @Nullable Lead[] slots = new @Nullable Lead[CAPACITY];

    /** Reached by its offset. */
    @SuppressWarnings("UnusedVariable")
    volatile int next;
  }

  /** One write. */
  private static final class Lead extends WeakReference<Object> {
    final int threadId;
    final String thread;
    final StackTraceElement[] stack;
    final WeakReference<Thread> writer;
    final Effect effect;
    final int count;
    final long nanos = System.nanoTime();

    Lead(Object map, Thread thread, StackTraceElement[] stack, Effect effect, int count) {
      super(map);
      this.threadId = Threads.id(thread);
      this.thread = thread.getName();
      this.stack = stack;
      this.effect = effect;
      writer = new WeakReference<>(thread);
      this.count = count;
    }
  }

  /**
   * Keeps a write.
   *
   * @param count the count of the map right after it, where it is known to have changed it; else
   *     {@link #UNKNOWN}
   */
  static void remember(Object map, Party writer, int count) {
    if (writer.thread != null && writer.stack.length > 0) {
      int slot = U.getAndAddInt(RING, NEXT, 1) & CAPACITY - 1;
      RING.slots[slot] = new Lead(map, writer.thread, writer.stack, writer.effect, count);
    }
  }

  /** Lets go of all that is kept. */
  static void forget() {
    for (int i = 0; i < CAPACITY; i++) {
      RING.slots[i] = null;
    }
  }

  /** The latest write to {@code map} by another thread than {@code thread}, or {@code null}. */
  static @Nullable Party latestForeign(Object map, Thread thread) {
    Lead lead = latest(map, Threads.id(thread), UNKNOWN, UNKNOWN);
    return lead == null
        ? null
        : new Party(lead.writer.get(), lead.stack, Sighting.EARLIER, lead.effect, null);
  }

  /**
   * An exception is about to leave an operation on {@code map}. Throws nothing: the map's tag is
   * still to be taken back.
   */
  public static void leaving(Throwable thrown, Object map) {
    try {
      if (isTelling(thrown)) {
        lead(thrown, map);
      }
    } catch (Throwable e) {
      // Out of stack or memory: the application's exception is on its way, without a lead.
    }
  }

  private static void lead(Throwable thrown, Object map) {
    Thread me = Thread.currentThread();
    Lead lead = inside(map, me);
    String verb = " is writing to this map now";
    if (lead == null) {
      lead = latest(map, Threads.id(me), UNKNOWN, UNKNOWN);
      verb = " wrote to this map ";
    }
    if (lead != null && isFromMap(thrown.getStackTrace(), map)) {
      attach(thrown, lead, verb);
    }
  }

  /**
   * A {@link ConcurrentModificationException} is about to be thrown.
   *
   * @param expected the count that the iteration began with
   */
  public static void modified(Throwable thrown, Object map, int expected) {
    try {
      int now = GuardWord.count(word(map));
      int id = Threads.id(Thread.currentThread());
      Lead lead = latest(map, id, expected & GuardWord.COUNT, now);
      if (lead != null) {
        attach(thrown, lead, " changed this map ");
      }
    } catch (Throwable e) {
      // As in leaving.
    }
  }

  /**
   * The kinds that a damaged map throws; not those that a null or unfit key or function gets. No
   * subclass, which is the application's: nothing of it is called here.
   */
  private static boolean isTelling(Throwable thrown) {
    Class<?> kind = thrown.getClass();
    if (kind == ArrayIndexOutOfBoundsException.class) {
      return true;
    }
    if (kind == NullPointerException.class) {
      // The JVM's own has a message, that of an explicit check has none.
      return thrown.getMessage() != null;
    }
    if (kind != ClassCastException.class) {
      return false;
    }
    String message = thrown.getMessage();
    return message != null && !message.contains("java.lang.Comparable");
  }

  private static boolean isFromMap(StackTraceElement[] stack, Object map) {
    return stack.length > 0 && Stacks.isOf(stack[0].getClassName(), map);
  }

  private static int word(Object map) {
    return U.getIntVolatile(map, Roots.wordOf(map));
  }

  /** A thread whose tag stands in the word. */
  private static @Nullable Lead inside(Object map, Thread me) {
    int word = word(map);
    if (GuardWord.atRest(word) || GuardWord.isContended(word)) {
      return null;
    }
    if (GuardWord.isOf(word, Threads.id(me))) {
      return null;
    }
    StackTraceElement[][] stacks = new StackTraceElement[1][];
    Thread writer = Threads.find(word & GuardWord.TAG, map, stacks);
    return writer != null && Stacks.insideMap(stacks[0], map)
        ? new Lead(map, writer, stacks[0], Effect.UNFINISHED, UNKNOWN)
        : null;
  }

  /** The latest write by another thread; where {@code from} is known, one that lies after it. */
  private static @Nullable Lead latest(Object map, int me, int from, int to) {
    Lead latest = null;
    for (Lead lead : RING.slots) {
      if (lead != null
          && lead.refersTo(map)
          && lead.threadId != me
          && (from == UNKNOWN || isBetween(lead.count, from, to))
          && (latest == null || lead.nanos - latest.nanos > 0)) {
        latest = lead;
      }
    }
    return latest;
  }

  private static boolean isBetween(int count, int from, int to) {
    int step = count - from & GuardWord.COUNT;
    return count != UNKNOWN && step > 0 && step <= (to - from & GuardWord.COUNT);
  }

  private static void attach(Throwable thrown, Lead lead, String verb) {
    for (Throwable known : thrown.getSuppressed()) {
      if (String.valueOf(known.getMessage()).startsWith(MARK)) {
        return;
      }
    }
    StringBuilder text = new StringBuilder(MARK);
    text.append("thread \"").append(lead.thread).append("\" #").append(lead.threadId);
    text.append(verb);
    if (verb.endsWith(" ")) {
      text.append((System.nanoTime() - lead.nanos) / 1_000_000).append(" ms ago");
    }
    Throwable suppressed = new Throwable(text.toString());
    suppressed.setStackTrace(lead.stack);
    thrown.addSuppressed(suppressed);
  }
}
