package io.badmap.guard;

import static io.badmap.guard.GuardWord.COUNT;
import static io.badmap.guard.GuardWord.NOT_MINE;
import static io.badmap.guard.GuardWord.TAG;
import static io.badmap.guard.GuardWord.UNGUARDED;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of {@code io.badmap.gomap.GoMap}, which the agent's advice calls: the protocol of
 * {@link HashMapGuard} over a word that GoMap keeps for it.
 *
 * <p><b>Assumptions.</b> Every method of GoMap that changes a map stands between an entry and an
 * exit hook. Its class may be of any class loader: fields are known by their place alone.
 *
 * <p><b>Guarantees and progress.</b> Those of {@link HashMapGuard}. As in Go, reads, deletes, steps
 * and copies of an empty map are not looked at. GoMap's own flags are checked as well, inside: they
 * say that somebody writes, the guard says who.
 */
public final class GoMapGuard {
  private static final Unsafe U = Unsafe.getUnsafe();

  /** Where the fields lie; 0 until the agent has woven the class. */
  private static long word;

  private static long size;
  private static @Nullable Class<?> watched;

  private GoMapGuard() {}

  /**
   * Learns where the fields lie; before the first woven method runs.
   *
   * @param header the class that has the int fields {@code guard} and {@code count}
   */
  public static void watch(Class<?> header) {
    word = U.objectFieldOffset(header, "guard");
    size = U.objectFieldOffset(header, "count");
    watched = header;
  }

  /** Begins a put, which the nil map refuses. */
  public static int enterWrite(Object map, boolean nil) {
    return nil ? NOT_MINE : enterWrite(map);
  }

  private static int enterWrite(Object map) {
    int w = U.getInt(map, word);
    if (w < 0) {
      return Conflicts.atWriteEntry(map, word, w);
    }
    int tagged = w & COUNT | GuardWord.writing(Threads.id(Thread.currentThread()));
    U.putInt(map, word, tagged);
    U.storeFence();
    return tagged;
  }

  /** Begins a delete or a clear, which an empty map ignores. */
  public static int enterDelete(Object map) {
    return count(map) == 0 ? NOT_MINE : enterWrite(map);
  }

  /**
   * Ends a write.
   *
   * @param before the number of entries at its begin
   */
  public static void exitWrite(Object map, int entered, int before) {
    if (entered == NOT_MINE) {
      return;
    }
    if (count(map) != before) {
      structural(map);
    }
    U.storeFence();
    int w = U.getInt(map, word);
    if (((w ^ entered) & TAG) == 0 && w < 0) {
      U.putInt(map, word, w & COUNT);
    } else {
      Conflicts.atWriteExit(map, word, entered, false);
    }
  }

  /** Ends a write that throws: reports, but leaves the exception its way. */
  public static void abortWrite(Object map, int entered) {
    Conflicts.atWriteExit(map, word, entered, true);
  }

  /** Entries are moved or their number changes: what {@code modCount++} is to a HashMap. */
  public static void structural(Object map) {
    int w = U.getInt(map, word);
    U.putInt(map, word, w & TAG | w + 1 & COUNT);
  }

  /** Begins a read, a step of an iteration, or a copy. */
  public static int enterRead(Object map) {
    if (count(map) == 0) {
      return UNGUARDED;
    }
    int w = U.getInt(map, word);
    return w >= 0 ? w : Conflicts.atReadEntry(map, word, w);
  }

  /** Ends a read that may have called {@code witness}, a key of the user. */
  public static void exitRead(Object map, int entered, @Nullable Object witness) {
    U.loadFence();
    if (entered != UNGUARDED && U.getInt(map, word) != entered) {
      Conflicts.atReadExit(map, word, entered, witness);
    }
  }

  /** The number of entries; of a map of this kind only. */
  public static int count(Object map) {
    return U.getInt(map, size);
  }

  /** Whether {@code map} is one that this guard watches. */
  public static boolean isWatched(Object map) {
    Class<?> header = watched;
    return header != null && header.isInstance(map);
  }
}
