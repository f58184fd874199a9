package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.Glob;
import io.badmap.agent.report.MapCode.Layer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stack: which operation of the map it stands in, and who called it, which is what Go's
 * {@code runtime.Caller(1)} gives. Immutable, so thread-safe; calls no user code.
 */
public final class Frames {
  private final OperationTable table;
  private final Glob[] wrappers;

  /**
   * @param table what is known of the map's methods
   * @param wrappers globs of classes that are never taken as the caller
   */
  public Frames(OperationTable table, List<String> wrappers) {
    this.table = table;
    this.wrappers = new Glob[wrappers.size()];
    for (int i = 0; i < this.wrappers.length; i++) {
      this.wrappers[i] = new Glob(wrappers.get(i));
    }
  }

  /**
   * The operation that a stack stands in.
   *
   * @param stack innermost frame first
   * @param effect what the operation did; anything but {@link Effect#NONE} makes it a write
   */
  Operation operation(StackTraceElement[] stack, Effect effect) {
    int end = 0;
    int index = -1;
    Access found = null;
    for (; end < stack.length; end++) {
      Layer layer = MapCode.layer(stack[end]);
      if (layer == Layer.OUTSIDE) {
        break;
      }
      Access access = access(stack[end], layer, found);
      if (access != null && (found == null || reaches(found, access, layer))) {
        index = end;
        found = found == null ? access : narrower(found, access);
      }
    }
    int caller = index < 0 ? callerAfterwards(stack) : caller(stack, end);
    String name = index < 0 ? innermostMapMethod(stack) : stack[index].getMethodName();
    return new Operation(
        name, judged(found, effect), index, caller, caller < 0 ? null : stack[caller]);
  }

  /**
   * The part of a stack that begins at the map operation. A stack taken by another thread can stand
   * deeper than that: in the guard, or in a {@code hashCode} or a function that the operation
   * calls. Comes back as it is where it does not stand in a map.
   *
   * @param stack innermost frame first
   * @param inside whether the operation is known to be on the stack
   * @param effect what the operation did
   */
  StackTraceElement[] fromMap(StackTraceElement[] stack, boolean inside, Effect effect) {
    if (stack.length == 0 || MapCode.layer(stack[0]) == Layer.MAP) {
      return stack;
    }
    int start = -1;
    for (int i = 0; i < stack.length && (inside || !isOfApplication(stack[i])); i++) {
      Access access = access(stack[i], MapCode.layer(stack[i]), null);
      if (access == Access.WRITE || access != null && effect == Effect.NONE) {
        start = i;
        break;
      }
      start = access != null && start < 0 ? i : start;
    }
    return start < 0 ? stack : Arrays.copyOfRange(stack, start, stack.length);
  }

  private static boolean isOfApplication(StackTraceElement frame) {
    String className = frame.getClassName();
    return !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("io.badmap.guard.")
        && !className.startsWith("io.badmap.gomap.")
        && !MapCode.isLambda(className);
  }

  /** The first frame that is not the map's own: where a report begins to print a stack. */
  static int firstOutside(List<StackTraceElement> stack) {
    for (int i = 0; i < stack.size(); i++) {
      if (MapCode.layer(stack.get(i)) != Layer.MAP) {
        return i;
      }
    }
    return 0;
  }

  private @Nullable Access access(StackTraceElement frame, Layer layer, @Nullable Access found) {
    if (layer == Layer.STREAM) {
      return found == Access.ITERATION && isTerminal(frame) ? Access.ITERATION : null;
    }
    if (layer != Layer.MAP) {
      return null;
    }
    Access known = table.access(frame.getClassName(), frame.getMethodName());
    return known != null ? known : MapCode.guess(frame.getClassName(), frame.getMethodName());
  }

  /** Pipelines are what a source line calls; sinks, spliterators and tasks are below them. */
  private static boolean isTerminal(StackTraceElement frame) {
    return frame.getClassName().endsWith("Pipeline")
        || frame.getClassName().endsWith("Pipeline$Head");
  }

  /**
   * Whether an outer frame may be the same operation as the one found below it. {@code
   * first.forEach(second::put)} has the put of one map below the traversal of another; {@code
   * containsValue} traverses, so a read may stand above an iteration.
   */
  private static boolean reaches(Access inner, Access outer, Layer layer) {
    if (inner == outer) {
      return true;
    }
    return layer == Layer.MAP && inner == Access.ITERATION && outer == Access.READ;
  }

  private static Access narrower(Access inner, Access outer) {
    return outer == Access.READ ? inner : outer;
  }

  private static @Nullable String innermostMapMethod(StackTraceElement[] stack) {
    return stack.length > 0 && MapCode.layer(stack[0]) == Layer.MAP
        ? stack[0].getMethodName()
        : null;
  }

  private static Access judged(@Nullable Access found, Effect effect) {
    if (effect != Effect.NONE) {
      return Access.WRITE;
    }
    return found == null || found == Access.WRITE ? Access.READ : found;
  }

  private int caller(StackTraceElement[] stack, int firstOutside) {
    for (int i = firstOutside; i < stack.length; i++) {
      if (MapCode.layer(stack[i]) == Layer.OUTSIDE && !isWrapper(stack[i].getClassName())) {
        return i;
      }
    }
    return stack.length - 1;
  }

  /**
   * A stack that was taken after the thread had left the map: whatever of the JDK it stands in by
   * now is not who called the map.
   */
  private int callerAfterwards(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (isOfApplication(stack[i]) && !isWrapper(stack[i].getClassName())) {
        return i;
      }
    }
    return caller(stack, 0);
  }

  private boolean isWrapper(String className) {
    for (Glob wrapper : wrappers) {
      if (wrapper.matches(className)) {
        return true;
      }
    }
    return false;
  }
}
