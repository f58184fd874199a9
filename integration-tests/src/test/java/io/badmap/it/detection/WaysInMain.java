package io.badmap.it.detection;

import io.badmap.MapMisuseError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a thread inside {@code put} and takes every way into the same map. Prints {@code ok NAME}
 * or {@code WRONG NAME: why} for each, and {@code hook CLASS.METHOD} for each hook that spoke.
 */
public final class WaysInMain {
  private static final long LIMIT_NANOS = 5_000_000_000L;

  private final Set<String> hooks = new TreeSet<>();

  private WaysInMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws Throwable {
    WaysInMain main = new WaysInMain();
    for (Way way : ways()) {
      print(way.name(), main.attempt(way));
    }
    main.hooks.forEach(hook -> System.out.println("hook " + hook));
  }

  private static List<Way> ways() {
    List<Way> ways = new ArrayList<>(Ways.all());
    ways.addAll(OtherWays.all());
    return ways;
  }

  static void print(String name, List<String> wrong) {
    System.out.println(wrong.isEmpty() ? "ok " + name : "WRONG " + name + ": " + wrong);
  }

  /**
   * The agent looks closely at so many conflicts a second only, and this main makes more: what it
   * did not look at is tried again.
   */
  private List<String> attempt(Way way) throws Throwable {
    long start = System.nanoTime();
    List<String> wrong = once(way);
    while (wrong == null && System.nanoTime() - start < LIMIT_NANOS) {
      wrong = once(way);
    }
    return wrong == null ? List.of("not met, or the other side was never looked for") : wrong;
  }

  private List<String> once(Way way) throws Throwable {
    List<String> wrong = new ArrayList<>(alone(way));
    Ground ground = way.shape().fresh();
    Way.Action action = way.step().on(ground);
    Gate gate = new Gate();
    Throwable thrown;
    try (HeldThread held = HeldThread.inside(gate, () -> ground.write(gate))) {
      thrown = thrownBy(action);
      Throwable other = held.letGo();
      if (other != null) {
        wrong.add("the writer was disturbed, " + other);
      }
    }
    if (way.meets() != Way.Meets.NOTHING && isHasty(thrown)) {
      return null;
    }
    wrong.addAll(Told.atEntry(thrown, way, ground));
    rest(ground, wrong);
    if (thrown instanceof MapMisuseError error) {
      hooks.add(hook(error));
    }
    return wrong;
  }

  /** The innermost frame of the map: a report may be an earlier one of the same two sites. */
  private static String hook(MapMisuseError error) {
    for (StackTraceElement frame : error.getStackTrace()) {
      if (!frame.getClassName().startsWith("io.badmap.")) {
        return frame.getClassName() + "." + frame.getMethodName();
      }
    }
    throw new IllegalStateException("no map in the stack", error);
  }

  static boolean isHasty(Throwable thrown) {
    return thrown == null
        || thrown instanceof MapMisuseError error && error.report().second().caller() == null;
  }

  /** The same with nobody else inside. */
  private static List<String> alone(Way way) throws Throwable {
    Throwable thrown = thrownBy(way.step().on(way.shape().fresh()));
    return thrown == null ? List.of() : List.of("alone it throws " + thrown);
  }

  static void rest(Ground ground, List<String> wrong) throws ReflectiveOperationException {
    Object map = Words.inside(ground.held());
    if (!Words.atRest(map)) {
      wrong.add("the map bears a tag at rest, " + Integer.toHexString(Words.of(map)));
    }
  }

  static Throwable thrownBy(Way.Action action) {
    try {
      action.run();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }
}
