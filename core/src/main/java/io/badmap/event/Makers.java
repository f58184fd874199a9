package io.badmap.event;

import io.badmap.guard.Threads;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are about to make a map, by thread. The JDK makes many maps for itself, and of
 * each it is asked whether a line of the application makes it; so this is no {@link ThreadLocal}.
 *
 * <p><b>Guarantees.</b> A line is given to the thread that told it, and once.
 *
 * <p><b>Progress.</b> Wait-free. Of two threads whose ids differ by a multiple of {@value #PLACES}
 * one may take away what the other has told: that map counts as made elsewhere.
 */
final class Makers {
  private static final int PLACES = 128;

  /** Longs in two cache lines, since lines are fetched in pairs. */
  private static final int SPREAD = 16;

  /** The id of the thread and the number of the line, 0 for none. */
  private static final long[] TOLD = new long[(PLACES + 1) * SPREAD];

  private Makers() {}

  /** The current thread is about to make a map in the line with this number. */
  static void tell(int site) {
    int thread = Threads.id(Thread.currentThread());
    TOLD[place(thread)] = (long) thread << Integer.SIZE | site;
  }

  /** The line in which the current thread makes a map; {@code null} where none was told. */
  static @Nullable Site take() {
    int thread = Threads.id(Thread.currentThread());
    int place = place(thread);
    long told = TOLD[place];
    if ((int) told == 0 || (int) (told >>> Integer.SIZE) != thread) {
      return null;
    }
    TOLD[place] = 0;
    return Sites.registered((int) told);
  }

  private static int place(int thread) {
    return ((thread & PLACES - 1) + 1) * SPREAD;
  }
}
