package io.badmap.guard;

import static io.badmap.guard.GuardWord.COUNT;
import static io.badmap.guard.GuardWord.ID_SHIFT;
import static io.badmap.guard.GuardWord.NOT_MINE;
import static io.badmap.guard.GuardWord.TAG;
import static io.badmap.guard.GuardWord.WRITING;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * The hooks of lists and queues, whose word is a size or an index: the protocol of {@link
 * HashMapGuard}, whose Javadoc says what it assumes and guarantees.
 *
 * <p>A {@code modCount} may lose its upper bits, a size may not. So a word above {@link
 * GuardWord#COUNT} is never tagged: a list of more than 1,048,575 elements is not watched, and no
 * hook changes its size. A write that takes a list past that limit leaves it without a tag.
 *
 * <p>An {@code entered} that is positive may be the size of such a list as well as one of the marks
 * of {@link GuardWord}; only a negative one is ever taken out of a word.
 *
 * <p>The last argument of each hook is the offset of the word, a constant of {@link ListRoots}.
 */
public final class ListGuard {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long THREAD_ID = Threads.ID;

  private ListGuard() {}

  /** Begins a write; gives what {@link #exitWrite} needs. */
  @ForceInline
  public static int enterWrite(Object list, long word) {
    int found = U.getInt(list, word);
    return (found & TAG) == 0 ? tag(list, found, word) : atWriteEntry(list, found, word);
  }

  @ForceInline
  private static int tag(Object list, int found, long word) {
    int tagged = found + mine();
    U.putInt(list, word, tagged);
    return tagged;
  }

  @ForceInline
  private static int mine() {
    return U.getInt(Thread.currentThread(), THREAD_ID) << ID_SHIFT | WRITING;
  }

  private static int atWriteEntry(Object list, int found, long word) {
    return found >= 0 ? NOT_MINE : Conflicts.atWriteEntry(list, word, found);
  }

  /** Begins a write of a method that changes nothing in an empty list. */
  @ForceInline
  public static int enterClear(Object list, int size, long word) {
    return size == 0 ? NOT_MINE : enterWrite(list, word);
  }

  /**
   * Ends a write. What is stored comes from {@code entered} where that tells it, for the reason
   * that {@link HashMapGuard#exitWrite} has.
   */
  @ForceInline
  public static void exitWrite(Object list, int entered, long word) {
    U.storeFence();
    int found = U.getInt(list, word);
    if (entered >= 0) {
      atWriteExit(list, entered, word, false);
    } else if (found == entered + 1) {
      U.putInt(list, word, entered + 1 & COUNT);
    } else if (found == entered - 1) {
      U.putInt(list, word, entered - 1 & COUNT);
    } else if (found == entered) {
      U.putInt(list, word, entered & COUNT);
    } else {
      exitResized(list, found, entered, word);
    }
  }

  @DontInline
  private static void exitResized(Object list, int found, int entered, long word) {
    if (((found ^ entered) & TAG) == 0) {
      U.putInt(list, word, found & COUNT);
    } else {
      atWriteExit(list, entered, word, false);
    }
  }

  private static void atWriteExit(Object list, int entered, long word, boolean thrown) {
    if (!isLarge(U.getIntVolatile(list, word))) {
      Conflicts.atWriteExit(list, word, entered, thrown);
    }
  }

  private static boolean isLarge(int word) {
    return word > COUNT;
  }

  /** Ends a write that throws: reports, but leaves the exception its way. */
  public static void abortWrite(Object list, int entered, long word) {
    atWriteExit(list, entered, word, true);
  }

  /** Begins the write of a method that changes its list at one place: {@code ArrayDeque.addAll}. */
  public static int enterChange(Object list, int entered, long word) {
    return entered == NOT_MINE ? enterWrite(list, word) : entered;
  }

  /** Ends such a method. */
  public static void exitChange(Object list, int entered, long word) {
    if (entered != NOT_MINE) {
      exitWrite(list, entered, word);
    }
  }

  /** Begins a read, a step of an iteration, or a write that may turn out to change nothing. */
  @ForceInline
  public static int enterRead(Object list, long word) {
    int found = U.getInt(list, word);
    return found >= 0 ? found : Conflicts.atReadEntry(list, word, found);
  }

  /** Stands at the entry of a read that is over with its one load: has no exit. */
  @ForceInline
  public static void look(Object list, long word) {
    int found = U.getInt(list, word);
    if (found < 0) {
      Conflicts.atReadEntry(list, word, found);
    }
  }

  /** Ends a read that calls no code of an element. */
  @ForceInline
  public static void exitRead(Object list, int entered, long word) {
    U.loadFence();
    if (U.getInt(list, word) != entered) {
      Conflicts.atReadExit(list, word, entered, Witness.NOBODY);
    }
  }

  /** Ends a read that may have called {@code witness}, an element or a function of the user. */
  @ForceInline
  public static void exitRead(Object list, int entered, Object witness, long word) {
    U.loadFence();
    if (U.getInt(list, word) != entered) {
      Conflicts.atReadExit(list, word, entered, witness);
    }
  }

  /**
   * Begins what a method reads of its argument, another list, past the methods of that list. A list
   * that is added to itself grows inside that read.
   */
  @ForceInline
  public static int enterArgument(Object argument, Object list, long word) {
    return argument == list ? NOT_MINE : enterRead(argument, word);
  }

  /** Ends it, where it began, if it calls no code of an element. */
  @ForceInline
  public static void exitArgument(Object argument, int entered, long word) {
    if (entered != NOT_MINE) {
      exitRead(argument, entered, word);
    }
  }

  /** Ends it, where it began; it may have called {@code witness}. */
  @ForceInline
  public static void exitArgument(Object argument, int entered, Object witness, long word) {
    if (entered != NOT_MINE) {
      exitRead(argument, entered, witness, word);
    }
  }

  /** Ends an operation that began with {@link #enterRead} and may have become a write. */
  @ForceInline
  public static void exitConditional(Object list, int entered, Object witness, long word) {
    U.storeFence();
    int found = U.getInt(list, word);
    if (found != entered) {
      exitChanged(list, found, entered, witness, word);
    }
  }

  private static void exitChanged(Object list, int found, int entered, Object witness, long word) {
    if ((found & TAG) == mine() && entered >= 0) {
      U.putInt(list, word, found & COUNT);
    } else if (!isLarge(found)) {
      Conflicts.atConditionalExit(list, word, entered, witness, false);
    }
  }

  /** Ends such an operation when it throws. */
  public static void abortConditional(Object list, int entered, long word) {
    if (!isLarge(U.getIntVolatile(list, word))) {
      Conflicts.atConditionalExit(list, word, entered, Witness.NOBODY, true);
    }
  }

  /** Stands before the first change of an operation that began with {@link #enterRead}. */
  @ForceInline
  public static void mutating(Object list, long word) {
    int found = U.getInt(list, word);
    if ((found & TAG) == 0) {
      tag(list, found, word);
    } else if (GuardWord.isContended(found)) {
      Conflicts.mutating(list, word, found);
    }
  }

  /** The same where nothing changes if {@code least} is not below {@code size}. */
  public static void mutating(Object list, int least, int size, long word) {
    if (least < size) {
      mutating(list, word);
    }
  }

  /** What the JDK's own code sees when it reads the word. */
  @ForceInline
  public static int count(Object list, long word) {
    int found = U.getInt(list, word);
    return found >= 0 ? found : found & COUNT;
  }

  /** What happens when the JDK's own code writes the word. */
  @ForceInline
  public static void setCount(Object list, int count, long word) {
    int found = U.getInt(list, word);
    U.putInt(list, word, found >= 0 || isLarge(count) ? count : found & TAG | count);
  }

  /** Takes the tag out of a clone, which has a copy of the original's. */
  public static void forget(Object list, long word) {
    U.putInt(list, word, count(list, word));
  }
}
