package io.badmap.event;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines that call recorded maps. Those of woven code are registered by number; others are found
 * by a walk of the stack and kept, at most {@value #CAPACITY}; none is ever removed.
 *
 * <p>Lock-free to read; a new one takes a lock. To walk the stack down to the caller is what a
 * recorded operation mostly costs.
 */
public final class Sites {
  static final int CAPACITY = 8192;

  /** Some 20 MB; classes that are made anew time and again have new lines each time. */
  static final int MOST_REGISTERED = 1 << 16;

  /** So many frames are fetched at first: the hooks, the map and its caller, and some between. */
  private static final int FIRST_FRAMES = 6;

  private static final StackWalker WALKER =
      StackWalker.getInstance(java.util.Set.of(), FIRST_FRAMES);

  private static final Caller CALLER = new Caller();

  private static final @Nullable Site[] TABLE = new Site[CAPACITY];
  private static int used;

  /** Those whose map's name may be looked for. */
  private static final @Nullable Site[] MET = new Site[CAPACITY];

  private static volatile int count;

  /** Those of woven callers. */
  private static volatile @Nullable Site[] byNumber = new Site[64];

  /** The numbers of these, each where its line says or in the next free place behind; 0 is none. */
  private static int[] numbers = new int[128];

  private static int registered;

  private Sites() {}

  /** How many have called a recorded map so far; {@value #CAPACITY} at most. */
  public static int count() {
    return count;
  }

  /** The one with this number of these, from 0, in their order. */
  public static @Nullable Site at(int number) {
    return MET[number];
  }

  /** The line that called the map in whose operation the current thread stands. */
  static @Nullable Site here() {
    return WALKER.walk(CALLER);
  }

  private static @Nullable Site of(StackFrame frame, @Nullable StackFrame callee) {
    String className = frame.getClassName();
    String method = frame.getMethodName();
    String called = callee == null ? "" : callee.getMethodName();
    int at = frame.getByteCodeIndex();
    int start = className.hashCode() * 31 + method.hashCode() * 31 + at;
    start ^= start >>> 15;
    Site found = find(start, className, method, at, called);
    return found != null ? found : add(start, frame, className, method, at, called);
  }

  private static @Nullable Site find(
      int start, String className, String method, int at, String callee) {
    for (int i = 0; i < CAPACITY; i++) {
      Site site = TABLE[start + i & CAPACITY - 1];
      if (site == null) {
        return null;
      }
      if (site.byteCodeIndex == at
          && site.className.equals(className)
          && site.method.equals(method)
          && site.callee.equals(callee)) {
        return site;
      }
    }
    return null;
  }

  private static synchronized Site add(
      int start, StackFrame frame, String className, String method, int at, String callee) {
    Site known = find(start, className, method, at, callee);
    if (known != null) {
      return known;
    }
    Site added = new Site(frame.toStackTraceElement(), at, callee);
    // The table stays half empty, so that a search ends soon.
    if (used < CAPACITY / 2) {
      int slot = start;
      while (TABLE[slot & CAPACITY - 1] != null) {
        slot++;
      }
      TABLE[slot & CAPACITY - 1] = added;
      used++;
    }
    return added;
  }

  /**
   * Makes a line known that will call a map. One that is known already keeps its number: whenever
   * recording is switched on the same lines come again.
   *
   * @param callee the method that it calls
   * @return its number, above 0; 0 for the rest beyond {@value #MOST_REGISTERED}
   */
  public static synchronized int register(StackTraceElement line, String callee) {
    if (registered * 2 >= numbers.length) {
      enlarge();
    }
    int slot = slot(line.getClassName(), line.getMethodName(), line.getLineNumber());
    for (; numbers[slot] != 0; slot = slot + 1 & numbers.length - 1) {
      Site site = byNumber[numbers[slot]];
      if (site != null && site.isAt(line) && site.callee.equals(callee)) {
        return numbers[slot];
      }
    }
    if (registered == MOST_REGISTERED) {
      return 0;
    }
    int number = ++registered;
    numbers[slot] = number;
    @Nullable Site[] known = byNumber;
    if (number == known.length) {
      known = Arrays.copyOf(known, number * 2);
    }
    known[number] = new Site(line, -1, callee);
    byNumber = known;
    return number;
  }

  private static void enlarge() {
    numbers = new int[numbers.length * 2];
    for (int number = 1; number <= registered; number++) {
      Site site = byNumber[number];
      int slot = site == null ? 0 : slot(site.className, site.method, site.line);
      while (numbers[slot] != 0) {
        slot = slot + 1 & numbers.length - 1;
      }
      numbers[slot] = number;
    }
  }

  private static int slot(String className, String method, int line) {
    int hash = (className.hashCode() * 31 + method.hashCode()) * 31 + line;
    return (hash ^ hash >>> 15) & numbers.length - 1;
  }

  /** The line with that number. */
  static @Nullable Site registered(int number) {
    return byNumber[number];
  }

  /** A line has called a recorded map. */
  static void meet(Site site) {
    if (!site.isMet) {
      meetFirst(site);
    }
  }

  private static synchronized void meetFirst(Site site) {
    int number = count;
    if (!site.isMet && number < CAPACITY) {
      MET[number] = site;
      count = number + 1;
    }
    site.isMet = true;
  }

  /** Whether a class stands between a line that uses a map and the map. */
  static boolean isBetween(String name) {
    if (name.startsWith("io.badmap.")) {
      return name.startsWith("io.badmap.event.") || name.startsWith("io.badmap.gomap.");
    }
    if (name.startsWith("java.util.")) {
      return name.lastIndexOf('.') == 9
          || name.startsWith("java.util.stream.")
          || name.startsWith("java.util.function.")
          || name.startsWith("java.util.concurrent.ForkJoin")
          || name.startsWith("java.util.concurrent.CountedCompleter");
    }
    return name.equals("java.lang.Iterable")
        || name.startsWith("java.lang.invoke.")
        || name.startsWith("java.lang.reflect.")
        || name.startsWith("jdk.internal.reflect.");
  }

  private static final class Caller implements Function<Stream<StackFrame>, @Nullable Site> {
    @Override
    public @Nullable Site apply(Stream<StackFrame> frames) {
      StackFrame callee = null;
      for (Iterator<StackFrame> it = frames.iterator(); it.hasNext(); ) {
        StackFrame frame = it.next();
        String name = frame.getClassName();
        if (!isBetween(name)) {
          return of(frame, callee);
        }
        // Not the glue of reflection and lambdas.
        callee = name.startsWith("java.util.") || name.startsWith("io.b") ? frame : callee;
      }
      return null;
    }
  }
}
