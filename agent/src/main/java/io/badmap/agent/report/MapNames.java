package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.Sighting;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names a map by the field that the source line reads it from, as in {@code
 * OrderService.userCache}. Says nothing where the code does not show it beyond doubt. For the
 * agent's own thread: reads class files.
 */
public final class MapNames {
  private final Frames frames;
  private final Function<String, byte @Nullable []> classFiles;

  /**
   * @param frames reads the stacks
   * @param classFiles the class file of a class by its name with dots, {@code null} where it is not
   *     to be had
   */
  public MapNames(Frames frames, Function<String, byte @Nullable []> classFiles) {
    this.frames = frames;
    this.classFiles = classFiles;
  }

  /**
   * The name that both sides agree on, or the one known. Where they differ the one of the side that
   * was in flight, if the other was not: that one may stand in an operation on another map by then.
   * Else both.
   */
  @Nullable MapName name(MisuseReport report) {
    MapName first = name(report.first());
    MapName second = name(report.second());
    if (first == null || second == null || first.equals(second)) {
      return first != null ? first : second;
    }
    boolean firstStays = report.first().sighting() == Sighting.IN_FLIGHT;
    boolean secondStays = report.second().sighting() == Sighting.IN_FLIGHT;
    if (firstStays != secondStays) {
      return firstStays ? first : second;
    }
    return new MapName(
        first.text() + " and " + second.text(), first.isStatic() && second.isStatic());
  }

  private @Nullable MapName name(Side side) {
    StackTraceElement[] stack = side.stack().toArray(new StackTraceElement[0]);
    Operation operation = frames.operation(stack, side.effect());
    StackTraceElement caller = operation.caller();
    int callee = operation.callerIndex() - 1;
    if (caller == null || operation.index() < 0 || callee < operation.index()) {
      return null;
    }
    boolean copied = callee > operation.index();
    if (copied && !copies(stack, operation)) {
      return null;
    }
    byte[] classFile = classFile(caller.getClassName());
    if (classFile == null) {
      return null;
    }
    String method = stack[callee].getMethodName();
    try {
      FieldSource source = new FieldSource(classFile, caller.getMethodName());
      return copied
          ? source.ofArgument(caller.getLineNumber(), method)
          : source.ofReceiver(caller.getLineNumber(), method);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /**
   * The field whose value {@code callee} is called on in a line; {@code null} where the code does
   * not show it.
   */
  public @Nullable String name(String className, String method, int line, String callee) {
    byte[] classFile = classFile(className);
    if (classFile == null) {
      return null;
    }
    try {
      MapName name = new FieldSource(classFile, method).ofReceiver(line, callee);
      return name == null ? null : name.text();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Whether the line hands the map to a method that copies it, as in {@code other.putAll(map)}. */
  private static boolean copies(StackTraceElement[] stack, Operation operation) {
    if (operation.access() == Access.WRITE) {
      return false;
    }
    StackTraceElement callee = stack[operation.callerIndex() - 1];
    return switch (callee.getMethodName()) {
      case "putAll", "addAll", "<init>" -> MapCode.layer(callee) != MapCode.Layer.OUTSIDE;
      default -> false;
    };
  }

  private byte @Nullable [] classFile(String className) {
    try {
      return classFiles.apply(className);
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }
}
