package io.badmap.atomicity;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the application called a map, or the JDK did for a purpose of its own: class
 * loaders, method handles and the like look things up all the time. Costs about a microsecond.
 */
final class Callers implements Function<Stream<StackFrame>, Boolean> {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final Callers INSTANCE = new Callers();
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  /** The threads that walk, one for each place: a walk that looks something up starts no other. */
  private static final @Nullable Thread[] WALKING = new @Nullable Thread[256];

  private Callers() {}

  /** Whether the first frame outside of the hooks, the maps and their wrappers is not the JDK's. */
  static boolean isApplication() {
    Thread me = Thread.currentThread();
    int place = System.identityHashCode(me) & WALKING.length - 1;
    if (WALKING[place] == me) {
      return false;
    }
    WALKING[place] = me;
    try {
      return WALKER.walk(INSTANCE);
    } finally {
      WALKING[place] = null;
    }
  }

  @Override
  public Boolean apply(Stream<StackFrame> frames) {
    for (Iterator<StackFrame> it = frames.iterator(); it.hasNext(); ) {
      Class<?> type = it.next().getDeclaringClass();
      ClassLoader loader = type.getClassLoader();
      if (loader != null) {
        return loader != PLATFORM;
      }
      String name = type.getName();
      if (name.equals("io.badmap.atomicity.SelfTest")) {
        return true;
      }
      if (!name.startsWith("io.badmap.atomicity.") && !isMap(name)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isMap(String name) {
    return name.startsWith("java.util.concurrent.ConcurrentHashMap")
        || name.startsWith("java.util.concurrent.ConcurrentSkipList")
        || name.startsWith("java.util.Collections$");
  }
}
