package io.badmap.it.detection;

import io.badmap.Access;
import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import io.badmap.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Two threads meet on a map or a list that one of them was only given: as the argument of a method
 * that looks into it past its own methods. Prints a line for each, as {@link WaysInMain} does. What
 * nobody can be held inside of is in {@link RacesMain}.
 */
public final class ArgumentsMain {
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private ArgumentsMain() {}

  /** One try; gives what the two threads were told, or {@code null}. */
  private interface Attempt {
    Throwable once(List<String> wrong) throws Throwable;
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Throwable {
    met("IdentityHashMap.equals, a writer inside", "equals", "replaceAll", ArgumentsMain::identity);
    met("ArrayList.equals, a writer inside", "equals", "sort", ArgumentsMain::list);
    met("ArrayList.equals, a writer comes", "equals", "sort", ArgumentsMain::heldInList);
    met("EnumMap.equals, a writer comes", "equals", null, ArgumentsMain::heldInConstants);
    copied("HashMap.<init>, a writer inside", Shape.HASH, HashMap::new);
    copied("LinkedHashMap.<init>, a writer inside", Shape.HASH, LinkedHashMap::new);
    copied("HashMap.putAll, a writer inside", Shape.HASH, map -> new HashMap<>().putAll(map));
    copied("putAll in a wrapper", Shape.HASH, ArgumentsMain::copyOfView);
    addedTo("ArrayList.addAll, a writer inside");
  }

  private static void copyOfView(Map<Object, Object> map) {
    new HashMap<>().putAll(Collections.unmodifiableMap(map));
  }

  /** Which method reads the map that is copied, and how, differs by JDK. */
  private static void copied(String name, Shape shape, Consumer<Map<Object, Object>> copy)
      throws Throwable {
    metByCopy(
        name,
        wrong -> {
          Ground ground = shape.fresh();
          Gate gate = new Gate();
          Throwable thrown;
          try (HeldThread held = HeldThread.inside(gate, () -> ground.write(gate))) {
            thrown = WaysInMain.thrownBy(() -> copy.accept(ground.map()));
            undisturbed(held, wrong);
          }
          WaysInMain.rest(ground, wrong);
          return thrown;
        });
  }

  private static void addedTo(String name) throws Throwable {
    metByCopy(
        name,
        wrong -> {
          ArrayList<Object> given = new ArrayList<>(List.of("a", "b"));
          Gate gate = new Gate();
          try (HeldThread held = HeldThread.inside(gate, () -> sort(given, gate))) {
            Throwable thrown = WaysInMain.thrownBy(() -> new ArrayList<>().addAll(given));
            undisturbed(held, wrong);
            return thrown;
          }
        });
  }

  private static void metByCopy(String name, Attempt attempt) throws Throwable {
    List<String> wrong = new ArrayList<>();
    Throwable thrown = attempt.once(wrong);
    if (!(thrown instanceof MapMisuseError error)) {
      wrong.add("not met, " + thrown);
    } else if (Stream.of(error.report().first(), error.report().second())
        .noneMatch(side -> side.access() != Access.WRITE)) {
      wrong.add(error.report().toString());
    }
    WaysInMain.print(name, wrong);
  }

  /**
   * @param write the writer's operation; {@code null} where it may have gone by the time
   */
  private static void met(String name, String read, String write, Attempt attempt)
      throws Throwable {
    long start = System.nanoTime();
    List<String> wrong;
    Throwable thrown;
    do {
      wrong = new ArrayList<>();
      thrown = attempt.once(wrong);
    } while (WaysInMain.isHasty(thrown) && System.nanoTime() - start < LIMIT_NANOS);
    if (thrown instanceof MapMisuseError error) {
      check(error, read, write, wrong);
    } else {
      wrong.add("not met, " + thrown);
    }
    WaysInMain.print(name, wrong);
  }

  private static void check(MapMisuseError error, String read, String write, List<String> wrong) {
    MisuseReport report = error.report();
    boolean readsFirst = report.first().access() != Access.WRITE;
    Side reader = readsFirst ? report.first() : report.second();
    Side writer = readsFirst ? report.second() : report.first();
    boolean told =
        report.kind().message().matches("concurrent (\\w+) iteration and \\1 write")
            && reader.access() == Access.ITERATION
            && writer.access() == Access.WRITE
            && read.equals(reader.operation())
            && (write == null || write.equals(writer.operation()))
            && reader.caller().getClassName().startsWith(ArgumentsMain.class.getName())
            && writer.caller().getClassName().startsWith("io.badmap.it.");
    if (!told) {
      wrong.add(report.toString());
    }
  }

  /** The receiver is as large as the argument, or nothing would be compared. */
  private static Throwable identity(List<String> wrong) throws Throwable {
    Ground ground = Shape.IDENTITY.fresh();
    Map<Object, Object> mine = new IdentityHashMap<>(ground.map());
    Gate gate = new Gate();
    Throwable thrown;
    try (HeldThread held = HeldThread.inside(gate, () -> ground.write(gate))) {
      thrown = WaysInMain.thrownBy(() -> mine.equals(ground.map()));
      undisturbed(held, wrong);
    }
    WaysInMain.rest(ground, wrong);
    return thrown;
  }

  private static Throwable list(List<String> wrong) throws Throwable {
    ArrayList<Object> given = new ArrayList<>(List.of("a", "b"));
    ArrayList<Object> mine = new ArrayList<>(given);
    Gate gate = new Gate();
    try (HeldThread held = HeldThread.inside(gate, () -> sort(given, gate))) {
      Throwable thrown = WaysInMain.thrownBy(() -> mine.equals(given));
      undisturbed(held, wrong);
      return thrown;
    }
  }

  private static void sort(List<Object> list, Gate gate) {
    list.sort(
        (first, second) -> {
          gate.pass();
          return 0;
        });
  }

  /** The reader is there first, and meets the writer when it leaves. */
  private static Throwable heldInList(List<String> wrong) throws Throwable {
    ArrayList<Object> given = new ArrayList<>(List.of("a", "b"));
    Gate reads = new Gate();
    ArrayList<Object> mine = new ArrayList<>(List.of(new SlowKey(reads, false, "a"), "b"));
    Gate writes = new Gate();
    try (HeldThread reader = HeldThread.inside(reads, () -> mine.equals(given));
        HeldThread writer = HeldThread.inside(writes, () -> sort(given, writes))) {
      Throwable thrown = reader.letGo();
      undisturbed(writer, wrong);
      return thrown;
    }
  }

  /** A write of an {@code EnumMap} cannot be held, so that it is made again and again. */
  private static Throwable heldInConstants(List<String> wrong) throws Throwable {
    Gate gate = new Gate();
    Map<TimeUnit, Object> given = new EnumMap<>(Map.of(TimeUnit.DAYS, new SlowKey(gate, false, 1)));
    Map<TimeUnit, Object> mine = new EnumMap<>(Map.of(TimeUnit.DAYS, 1));
    try (HeldThread reader = HeldThread.inside(gate, () -> mine.equals(given));
        Writer writer = new Writer(given)) {
      Throwable atReader = reader.letGo();
      Throwable atWriter = writer.stopped();
      return atReader == null ? atWriter : atReader;
    }
  }

  private static void undisturbed(HeldThread writer, List<String> wrong)
      throws InterruptedException {
    Throwable other = writer.letGo();
    if (other != null) {
      wrong.add("the writer was disturbed, " + other);
    }
  }

  /** Puts and removes until it is stopped, or told. */
  private static final class Writer implements AutoCloseable {
    private final Thread thread;
    private volatile boolean started;
    private volatile boolean over;
    private volatile Throwable thrown;

    Writer(Map<TimeUnit, Object> map) {
      thread = new Thread(() -> thrown = WaysInMain.thrownBy(() -> write(map)), "writer");
      thread.setDaemon(true);
      thread.start();
      while (!started && thread.isAlive()) {
        Thread.onSpinWait();
      }
    }

    private void write(Map<TimeUnit, Object> map) {
      while (!over) {
        map.put(TimeUnit.HOURS, 1);
        started = true;
        map.put(TimeUnit.HOURS, 2);
        map.remove(TimeUnit.HOURS);
      }
    }

    Throwable stopped() throws InterruptedException {
      over = true;
      thread.join();
      return thrown;
    }

    @Override
    public void close() throws InterruptedException {
      stopped();
    }
  }
}
