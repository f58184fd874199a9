package io.badmap.guard;

import static io.badmap.guard.GuardWord.CERTAIN;
import static io.badmap.guard.GuardWord.COUNT;
import static io.badmap.guard.GuardWord.ID_SHIFT;
import static io.badmap.guard.GuardWord.NOT_MINE;
import static io.badmap.guard.GuardWord.TAG;
import static io.badmap.guard.GuardWord.WRITING;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of every covered class but those of the {@code HashMap} family: the protocol of {@link
 * HashMapGuard}, whose Javadoc says what it assumes and guarantees, on a word that lies where the
 * woven code says.
 *
 * <p>The last argument of each hook is the offset of the word, a constant of {@link Roots}. {@code
 * HashMap} has hooks of its own since {@code putVal} has no room for three more bytes at each call.
 */
public final class WordGuard {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long THREAD_ID = Threads.ID;

  private WordGuard() {}

  /** Begins a write; gives what {@link #exitWrite} needs. */
  @ForceInline
  public static int enterWrite(Object map, long word) {
    int found = U.getInt(map, word);
    return GuardWord.isTaggable(found)
        ? tag(map, found, word)
        : Conflicts.atWriteEntry(map, word, found);
  }

  @ForceInline
  private static int tag(Object map, int found, long word) {
    int tagged = (found & COUNT) + mine();
    U.putInt(map, word, tagged);
    return tagged;
  }

  @ForceInline
  private static int mine() {
    return U.getInt(Thread.currentThread(), THREAD_ID) << ID_SHIFT | WRITING;
  }

  /** Begins a write of a method that changes nothing but the count of an empty map. */
  @ForceInline
  public static int enterClear(Object map, int size, long word) {
    return size == 0 ? NOT_MINE : enterWrite(map, word);
  }

  /** Ends a write. */
  @ForceInline
  public static void exitWrite(Object map, int entered, long word) {
    U.storeFence();
    int found = U.getInt(map, word);
    if (found == entered) {
      U.putInt(map, word, entered & COUNT);
    } else if (found == entered + 1) {
      U.putInt(map, word, entered + 1 & COUNT);
    } else {
      exitCounted(map, entered, found, word);
    }
  }

  @DontInline
  private static void exitCounted(Object map, int entered, int found, long word) {
    if (((found ^ entered) & TAG) == 0) {
      U.putInt(map, word, found & COUNT);
    } else {
      Conflicts.atWriteExit(map, word, entered, false);
    }
  }

  /** Ends a write that throws: reports, but leaves the exception its way. */
  public static void abortWrite(Object map, int entered, long word) {
    Conflicts.atWriteExit(map, word, entered, true);
  }

  /**
   * Begins the write of a method that mostly changes nothing, where it finds something to change:
   * {@code entered} is {@link GuardWord#NOT_MINE} the first time.
   */
  public static int enterChange(Object map, int entered, long word) {
    return entered == NOT_MINE ? enterWrite(map, word) : entered;
  }

  /**
   * The same where the caller has taken something out of a queue that it must now take out of the
   * table: never throws.
   */
  public static int enterExpunge(Object map, int entered, long word) {
    if (entered != NOT_MINE) {
      return entered;
    }
    int found = U.getInt(map, word);
    return GuardWord.isTaggable(found)
        ? tag(map, found, word)
        : Conflicts.atSilentWriteEntry(map, word, found);
  }

  /** Ends such a method; most often there was nothing to change. */
  @ForceInline
  public static void exitChange(Object map, int entered, long word) {
    if (entered != NOT_MINE) {
      exitChanged(map, entered, word);
    }
  }

  /** What was changed shows in no count, so the slow path is given another one. */
  private static void exitChanged(Object map, int entered, long word) {
    U.storeFence();
    if (U.getInt(map, word) == entered) {
      U.putInt(map, word, entered & COUNT);
    } else {
      Conflicts.atWriteExit(map, word, entered ^ 1, false);
    }
  }

  /** Begins a read, a step of an iteration, or a write that may turn out to change nothing. */
  @ForceInline
  public static int enterRead(Object map, long word) {
    int found = U.getInt(map, word);
    return found >= 0 ? found : Conflicts.atReadEntry(map, word, found);
  }

  /** Stands at the entry of a step that is hooked once more inside: has no exit. */
  @ForceInline
  public static void look(Object map, long word) {
    int found = U.getInt(map, word);
    if (found < 0) {
      Conflicts.atReadEntry(map, word, found);
    }
  }

  /** Ends a read that calls no code of a key, a value or a comparator. */
  @ForceInline
  public static void exitRead(Object map, int entered, long word) {
    U.loadFence();
    if (U.getInt(map, word) != entered) {
      Conflicts.atReadExit(map, word, entered, Witness.NOBODY);
    }
  }

  /** Ends a read that may have called {@code witness}, a key or a function of the user. */
  @ForceInline
  public static void exitRead(Object map, int entered, Object witness, long word) {
    U.loadFence();
    if (U.getInt(map, word) != entered) {
      Conflicts.atReadExit(map, word, entered, witness);
    }
  }

  /**
   * Begins what a method reads of its argument, another map, past the methods of that map. There
   * may be none, which the method will complain of.
   */
  @ForceInline
  public static int enterArgument(@Nullable Object argument, long word) {
    return argument == null ? NOT_MINE : enterRead(argument, word);
  }

  /** Ends it, where it began, if it calls no code of a key or a value. */
  @ForceInline
  public static void exitArgument(Object argument, int entered, long word) {
    if (entered != NOT_MINE) {
      exitRead(argument, entered, word);
    }
  }

  /** Ends it, where it began, if it may have called {@code witness}. */
  @ForceInline
  public static void exitArgument(Object argument, int entered, Object witness, long word) {
    if (entered != NOT_MINE) {
      exitRead(argument, entered, witness, word);
    }
  }

  /** Ends an operation that began with {@link #enterRead} and may have become a write. */
  @ForceInline
  public static void exitConditional(Object map, int entered, Object witness, long word) {
    U.storeFence();
    int found = U.getInt(map, word);
    if (found != entered) {
      exitChanged(map, found, entered, witness, word);
    }
  }

  private static void exitChanged(Object map, int found, int entered, Object witness, long word) {
    int mine = mine();
    if (found == entered + 1 + mine && GuardWord.isComparable(entered)) {
      U.putInt(map, word, entered + 1);
    } else if ((found & TAG) == mine && GuardWord.isComparable(entered)) {
      U.putInt(map, word, found & COUNT);
    } else {
      Conflicts.atConditionalExit(map, word, entered, witness, false);
    }
  }

  /** Ends such an operation when it throws. */
  public static void abortConditional(Object map, int entered, long word) {
    Conflicts.atConditionalExit(map, word, entered, Witness.NOBODY, true);
  }

  /** Stands before the first change of an operation that began with {@link #enterRead}. */
  @ForceInline
  public static void mutating(Object map, long word) {
    int found = U.getInt(map, word);
    if (GuardWord.isTaggable(found)) {
      tag(map, found, word);
    } else if ((found & CERTAIN) == 0) {
      becomeCertain(map, found, word);
    }
  }

  private static void becomeCertain(Object map, int found, long word) {
    if ((found & TAG) == GuardWord.tentative(U.getInt(Thread.currentThread(), THREAD_ID))) {
      tag(map, found, word);
    } else {
      Conflicts.mutating(map, word, found);
    }
  }

  /** The same where nothing changes if there was nothing. */
  @ForceInline
  public static void mutating(Object map, @Nullable Object found, long word) {
    if (found != null) {
      mutating(map, word);
    }
  }

  /**
   * Stands before a function of the user is called whose result decides whether the map changes.
   */
  public static void tentative(Object map, long word) {
    int found = U.getInt(map, word);
    if (GuardWord.isTaggable(found)) {
      U.putInt(
          map,
          word,
          found & COUNT | GuardWord.tentative(U.getInt(Thread.currentThread(), THREAD_ID)));
      U.storeFence();
    }
  }

  /** What the JDK's own code sees when it reads the word. */
  @ForceInline
  public static int count(Object map, long word) {
    return U.getInt(map, word) & COUNT;
  }

  /** What happens when the JDK's own code writes the word. */
  @ForceInline
  public static void setCount(Object map, int count, long word) {
    U.putInt(map, word, GuardWord.withCount(U.getInt(map, word), count));
  }

  /** What an iterator keeps when it reads the word; its own code compares the count alone. */
  @ForceInline
  public static int expected(Object map, long word) {
    return GuardWord.expected(U.getInt(map, word));
  }

  /**
   * Takes the tag out of a map that nobody else knows yet: a clone has a copy of the original's.
   */
  public static void forget(Object map, long word) {
    U.putInt(map, word, U.getInt(map, word) & COUNT);
  }
}
