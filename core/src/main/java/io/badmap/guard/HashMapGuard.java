package io.badmap.guard;

import static io.badmap.guard.GuardWord.CERTAIN;
import static io.badmap.guard.GuardWord.COUNT;
import static io.badmap.guard.GuardWord.ID_SHIFT;
import static io.badmap.guard.GuardWord.NOT_MINE;
import static io.badmap.guard.GuardWord.TAG;
import static io.badmap.guard.GuardWord.WRITING;

import java.util.HashMap;
import java.util.LinkedHashMap;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * The hooks of {@link HashMap} and its subclasses; their bytecode is what the agent calls from the
 * map's own methods.
 *
 * <p><b>Assumptions.</b> Every read and write of {@code HashMap.modCount} in {@code java.util} goes
 * through {@link #count} and {@link #setCount}; every method that changes a map stands between an
 * entry and an exit hook.
 *
 * <p><b>Guarantees.</b> Two threads whose operations overlap, one of them tagged as a write, meet:
 * the later one at its entry, or either one at its exit. A map at rest bears no tag.
 *
 * <p><b>Progress.</b> A hook on the quiet path is a handful of plain loads and stores, wait-free.
 * Only {@link Conflicts} waits, for a bounded time.
 *
 * <table>
 * <caption>How the guard word is accessed</caption>
 * <tr><th>where</th><th>access</th></tr>
 * <tr><td>entry and exit of a write</td><td>plain load, plain store; release fence before the
 * store that clears the tag, which also keeps the one that sets it</td></tr>
 * <tr><td>entry and exit of a read</td><td>plain load; acquire fence before the load at exit</td></tr>
 * <tr><td>conflict</td><td>volatile load, compare-and-set</td></tr>
 * </table>
 *
 * <p>The fences cost no instruction on x86; they keep the JIT from dropping the stores and from
 * merging the loads. The hooks of the quiet path are inlined into the map's methods whatever the
 * size of their caller; what they call on a conflict is not.
 */
public final class HashMapGuard {
  private static final Unsafe U = Unsafe.getUnsafe();
  static final long WORD = U.objectFieldOffset(HashMap.class, "modCount");
  static final long SIZE = U.objectFieldOffset(HashMap.class, "size");
  private static final long ACCESS_ORDER = U.objectFieldOffset(LinkedHashMap.class, "accessOrder");
  private static final long THREAD_ID = Threads.ID;

  private HashMapGuard() {}

  /** Begins a write; gives what {@link #exitWrite} needs. */
  @ForceInline
  public static int enterWrite(Object map) {
    int word = U.getInt(map, WORD);
    return GuardWord.isTaggable(word) ? tag(map, word) : Conflicts.atWriteEntry(map, WORD, word);
  }

  @ForceInline
  private static int tag(Object map, int word) {
    int tagged = (word & COUNT) + mine();
    U.putInt(map, WORD, tagged);
    return tagged;
  }

  @ForceInline
  private static int mine() {
    return U.getInt(Thread.currentThread(), THREAD_ID) << ID_SHIFT | WRITING;
  }

  /** Begins a write of a method that changes nothing but the count of an empty map. */
  @ForceInline
  public static int enterClear(Object map, int size) {
    return size == 0 ? NOT_MINE : enterWrite(map);
  }

  /**
   * Ends a write. What is stored comes from {@code entered} where the count is as it was or one
   * more, so that the next operation on the map does not wait for the load here: a store that is
   * read back costs five cycles, and three of them in a row were half the price of a {@code put}.
   */
  @ForceInline
  public static void exitWrite(Object map, int entered) {
    U.storeFence();
    int word = U.getInt(map, WORD);
    if (word == entered) {
      U.putInt(map, WORD, entered & COUNT);
    } else if (word == entered + 1) {
      U.putInt(map, WORD, entered + 1 & COUNT);
    } else {
      exitCounted(map, entered, word);
    }
  }

  @DontInline
  private static void exitCounted(Object map, int entered, int word) {
    if (((word ^ entered) & TAG) == 0) {
      U.putInt(map, WORD, word & COUNT);
    } else {
      Conflicts.atWriteExit(map, WORD, entered, false);
    }
  }

  /** Ends a write that throws: reports, but leaves the exception its way. */
  public static void abortWrite(Object map, int entered) {
    Conflicts.atWriteExit(map, WORD, entered, true);
  }

  /** Begins a read, a step of an iteration, or a write that may turn out to change nothing. */
  @ForceInline
  public static int enterRead(Object map) {
    int word = U.getInt(map, WORD);
    return word >= 0 ? word : Conflicts.atReadEntry(map, WORD, word);
  }

  /** Ends a read that calls no code of a key or a value. */
  @ForceInline
  public static void exitRead(Object map, int entered) {
    U.loadFence();
    if (U.getInt(map, WORD) != entered) {
      Conflicts.atReadExit(map, WORD, entered, Witness.NOBODY);
    }
  }

  /** Ends a read that may have called {@code witness}, a key or a function of the user. */
  @ForceInline
  public static void exitRead(Object map, int entered, Object witness) {
    U.loadFence();
    if (U.getInt(map, WORD) != entered) {
      Conflicts.atReadExit(map, WORD, entered, witness);
    }
  }

  /** Begins what a method reads of its argument, another map, past the methods of that map. */
  public static int enterArgument(Object argument) {
    return enterRead(argument);
  }

  /** Ends it, where it began; it may have called {@code witness}. */
  public static void exitArgument(Object argument, int entered, Object witness) {
    if (entered != NOT_MINE) {
      exitRead(argument, entered, witness);
    }
  }

  /** Ends an operation that began with {@link #enterRead} and may have become a write. */
  @ForceInline
  public static void exitConditional(Object map, int entered, Object witness) {
    U.storeFence();
    int word = U.getInt(map, WORD);
    if (word != entered) {
      exitChanged(map, word, entered, witness);
    }
  }

  /** Stores what it can tell from {@code entered}, as {@link #exitWrite} does. */
  private static void exitChanged(Object map, int word, int entered, Object witness) {
    int mine = mine();
    if (word == entered + 1 + mine && GuardWord.isComparable(entered)) {
      U.putInt(map, WORD, entered + 1);
    } else if ((word & TAG) == mine && GuardWord.isComparable(entered)) {
      U.putInt(map, WORD, word & COUNT);
    } else {
      Conflicts.atConditionalExit(map, WORD, entered, witness, false);
    }
  }

  /** Ends such an operation when it throws. */
  public static void abortConditional(Object map, int entered) {
    Conflicts.atConditionalExit(map, WORD, entered, Witness.NOBODY, true);
  }

  /** Stands before the first change of an operation that began with {@link #enterRead}. */
  @ForceInline
  public static void mutating(Object map) {
    int word = U.getInt(map, WORD);
    if (GuardWord.isTaggable(word)) {
      tag(map, word);
    } else if ((word & CERTAIN) == 0) {
      becomeCertain(map, word);
    }
  }

  /**
   * The same, where {@code put} has long tagged the word and {@code putIfAbsent} has not. Three of
   * them stand in {@code putVal}, whose compiled code is as large as HotSpot inlines already.
   */
  @ForceInline
  public static void mutating(Object map, boolean onlyIfAbsent) {
    if (onlyIfAbsent) {
      mutatingIfAbsent(map);
    }
  }

  /** {@link #mutating(Object)} where that is rare. */
  @DontInline
  public static void mutatingIfAbsent(Object map) {
    mutating(map);
  }

  /** A plain store, as at the exit: a mark that it overwrites is set anew by who waits for it. */
  private static void becomeCertain(Object map, int word) {
    if ((word & TAG) == GuardWord.tentative(U.getInt(Thread.currentThread(), THREAD_ID))) {
      tag(map, word);
    } else {
      Conflicts.mutating(map, WORD, word);
    }
  }

  /**
   * Stands before a function of the user is called whose result decides whether the map changes.
   */
  public static void tentative(Object map) {
    int word = U.getInt(map, WORD);
    if (GuardWord.isTaggable(word)) {
      U.putInt(
          map,
          WORD,
          word & COUNT | GuardWord.tentative(U.getInt(Thread.currentThread(), THREAD_ID)));
      U.storeFence();
    }
  }

  /** What the JDK's own code sees when it reads {@code modCount}. */
  @ForceInline
  public static int count(Object map) {
    return U.getInt(map, WORD) & COUNT;
  }

  /** What happens when the JDK's own code writes {@code modCount}. */
  @ForceInline
  public static void setCount(Object map, int count) {
    U.putInt(map, WORD, GuardWord.withCount(U.getInt(map, WORD), count));
  }

  /**
   * What an iterator keeps when it reads {@code modCount}; its own code compares the count alone.
   */
  @ForceInline
  public static int expected(Object map) {
    return GuardWord.expected(U.getInt(map, WORD));
  }

  /** Clears the word of a map that nobody else knows yet. */
  public static void forget(Object map) {
    U.putInt(map, WORD, 0);
  }

  /** Whether a {@code get} reorders the map. */
  public static boolean isAccessOrdered(Object map) {
    return map instanceof LinkedHashMap && U.getBoolean(map, ACCESS_ORDER);
  }

  /** The word as it stands in memory. */
  static int rawWord(Object map) {
    return U.getIntVolatile(map, WORD);
  }
}
