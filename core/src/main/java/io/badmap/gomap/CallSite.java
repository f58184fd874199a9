package io.badmap.gomap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the running operation was called from, seen from inside the map.
 *
 * @param operation the outermost method of the map, such as {@code put}
 * @param stack the frames from that method outwards
 * @param caller the first frame outside the map, what Go's {@code runtime.Caller(1)} would give
 */
record CallSite(
    String operation, List<StackTraceElement> stack, @Nullable StackTraceElement caller) {
  /** The JDK's own code that stands between a caller and the map. */
  private static final Set<String> BETWEEN =
      Set.of(
          "java.util.AbstractMap",
          "java.util.AbstractCollection",
          "java.util.AbstractSet",
          "java.util.Map",
          "java.util.Map$Entry",
          "java.util.Collection",
          "java.util.Iterator",
          "java.lang.Iterable");

  /** The classes the map itself is made of, with all that is nested in them. */
  private static final Set<Class<?>> INSIDE =
      Set.of(
          GoMap.class,
          Hmap.class,
          Evacuation.class,
          GoPanic.class,
          GoMapStats.class,
          Range.class,
          Steps.class,
          MapViews.class,
          CarefulWrite.class,
          Cloning.class,
          Keys.class,
          Fatal.class,
          CallSite.class);

  static @Nullable StackTraceElement current() {
    return here().caller;
  }

  static CallSite here() {
    List<StackWalker.StackFrame> frames =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(walked -> walked.toList());
    int outside = 0;
    while (outside < frames.size() && isInside(frames.get(outside))) outside++;
    List<StackTraceElement> stack = new ArrayList<>();
    int first = Math.max(0, outside - 1);
    // An operation that came through AbstractMap.putAll is a put to the map itself.
    while (first > 0 && !INSIDE.contains(frames.get(first).getDeclaringClass().getNestHost())) {
      first--;
    }
    for (StackWalker.StackFrame frame : frames.subList(first, frames.size())) {
      stack.add(frame.toStackTraceElement());
    }
    return new CallSite(
        frames.get(first).getMethodName(),
        List.copyOf(stack),
        outside < frames.size() ? frames.get(outside).toStackTraceElement() : null);
  }

  private static boolean isInside(StackWalker.StackFrame frame) {
    Class<?> declaring = frame.getDeclaringClass();
    return INSIDE.contains(declaring.getNestHost()) || BETWEEN.contains(declaring.getName());
  }
}
