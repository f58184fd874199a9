package io.badmap.it.detection;

import io.badmap.Access;
import io.badmap.Badmap;
import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Looks into a {@code WeakHashMap} whose keys are gone: the look takes entries out, and so is told
 * as the write that it is. The other thread is inside {@code put}, or only looks too.
 */
public final class ExpungeMain {
  private static final int ATTEMPTS = 20;

  // Lambdas, since a place that calls both would be told once.
  private static final Look GET = (map, key) -> map.get(key);
  private static final Look CONTAINS_KEY = (map, key) -> map.containsKey(key);

  private final BlockingQueue<MisuseReport> reports = new LinkedBlockingQueue<>();

  private ExpungeMain() {}

  /** A look into a map, for a key where it asks for one. */
  private interface Look {
    void into(Map<Object, Object> map, Object key);
  }

  /** Holds whoever has taken out all that is gone, and looks for more. */
  private static final class SlowQueue extends ReferenceQueue<Object> {
    private final Gate gate;

    SlowQueue(Gate gate) {
      this.gate = gate;
    }

    @Override
    public Reference<?> poll() {
      Reference<?> gone = super.poll();
      if (gone == null) {
        gate.pass();
      }
      return gone;
    }
  }

  /** A key that lets a thread into {@code put} once it is asked for its hash code. */
  private static final class Opening implements AutoCloseable {
    private final Map<Object, Object> map;
    private HeldThread held;

    Opening(Map<Object, Object> map) {
      this.map = map;
    }

    @Override
    public int hashCode() {
      if (held == null) {
        Gate gate = new Gate();
        held = HeldThread.inside(gate, () -> map.put(new SlowKey(gate, true, "d"), 1));
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public void close() throws InterruptedException {
      if (held != null) {
        held.close();
      }
    }
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    ExpungeMain main = new ExpungeMain();
    try (AutoCloseable registration = Badmap.onMisuse(main.reports::add)) {
      main.told("size", (map, key) -> map.size());
      main.told("isEmpty", (map, key) -> map.isEmpty());
      main.told("isEmpty", (map, key) -> map.keySet().iterator());
      main.toldLate("get", GET);
      main.toldLate("containsKey", CONTAINS_KEY);
      main.twoLooks("get", GET);
      main.twoLooks("containsKey", CONTAINS_KEY);
    }
    main.quiet();
  }

  private void told(String operation, Look look) throws Exception {
    List<String> wrong = List.of("nothing was expunged");
    for (int attempt = 0; attempt < ATTEMPTS && !wrong.isEmpty(); attempt++) {
      WeakHashMap<Object, Object> map = stale();
      Gate gate = new Gate();
      try (HeldThread held =
          HeldThread.inside(gate, () -> map.put(new SlowKey(gate, true, "d"), 1))) {
        look.into(map, "a");
      }
      MisuseReport report = nextOfAWrite();
      if (report != null) {
        wrong = check(report, operation);
      }
    }
    WaysInMain.print("expunged by " + operation, wrong);
  }

  /** A put that was there first would be met at the entry: this one comes before the expunging. */
  private void toldLate(String operation, Look look) throws Exception {
    List<String> wrong = List.of("nothing was expunged");
    for (int attempt = 0; attempt < ATTEMPTS && !wrong.isEmpty(); attempt++) {
      WeakHashMap<Object, Object> map = stale();
      try (Opening key = new Opening(map)) {
        look.into(map, key);
      } catch (MapMisuseError e) {
        // At its exit it is stopped as the reader that it is too.
      }
      MisuseReport report = nextOfAWrite();
      if (report != null) {
        wrong = check(report, operation);
      }
    }
    WaysInMain.print("expunged by " + operation, wrong);
  }

  private MisuseReport nextOfAWrite() throws InterruptedException {
    MisuseReport report;
    do {
      report = reports.poll(2, TimeUnit.SECONDS);
    } while (report != null && report.first().access() != Access.WRITE);
    return report;
  }

  private static List<String> check(MisuseReport report, String operation) {
    List<String> wrong = new ArrayList<>();
    if (report.first().access() != Access.WRITE || report.second().access() != Access.WRITE) {
      wrong.add("not two writes, " + report);
    }
    if (!operation.equals(report.first().operation())
        || !"put".equals(report.second().operation())) {
      wrong.add("operations " + report);
    }
    if (report.hint() == null || !report.hint().contains("takes out entries whose keys are gone")) {
      wrong.add("hint " + report.hint());
    }
    return wrong;
  }

  /** One thread is held where it has taken an entry out, and another one looks. */
  private void twoLooks(String operation, Look look) throws Exception {
    List<String> wrong = List.of("never met");
    for (int attempt = 0; attempt < ATTEMPTS && !wrong.isEmpty(); attempt++) {
      WeakHashMap<Object, Object> map = new WeakHashMap<>();
      Gate gate = new Gate();
      Words.setQueue(map, new SlowQueue(gate));
      map.put("gone", 1);
      ((Reference<?>) map.entrySet().iterator().next()).enqueue();
      try (HeldThread held = HeldThread.inside(gate, () -> look.into(map, "a"))) {
        Throwable thrown = WaysInMain.thrownBy(() -> look.into(map, "a"));
        if (thrown != null) {
          wrong = checkLooks(thrown, operation);
        }
      }
    }
    WaysInMain.print(operation + " met another one that expunges", wrong);
  }

  private static List<String> checkLooks(Throwable thrown, String operation) {
    List<String> wrong = Told.byWriter(thrown, Way.Meets.READ, operation, Effect.UNFINISHED);
    if (!(thrown instanceof MapMisuseError error)) {
      return wrong;
    }
    MisuseReport report = error.report();
    if (report.first().access() != Access.READ || !operation.equals(report.first().operation())) {
      wrong.add("not a reader, " + report);
    }
    if (report.hint() == null || !report.hint().contains("side 2 (" + operation + ") takes out")) {
      wrong.add("hint " + report.hint());
    }
    return wrong;
  }

  /** With nothing stale, the same looks are no writes and meet nobody. */
  private void quiet() throws Exception {
    Map<Object, Object> map = new WeakHashMap<>();
    map.put("a", 1);
    Gate gate = new Gate();
    List<String> wrong = new ArrayList<>();
    try (HeldThread held =
        HeldThread.inside(gate, () -> map.put(new SlowKey(gate, true, "d"), 1))) {
      Throwable thrown = WaysInMain.thrownBy(map::size);
      if (thrown != null) {
        wrong.add("size threw " + thrown);
      }
    }
    WaysInMain.print("nothing to expunge", wrong);
  }

  /** A map from which a collection has taken all keys, as another map shows. */
  private static WeakHashMap<Object, Object> stale() {
    WeakHashMap<Object, Object> map = new WeakHashMap<>();
    WeakHashMap<Object, Object> probe = new WeakHashMap<>();
    for (int i = 0; i < 10; i++) {
      map.put(new Object(), i);
      probe.put(new Object(), i);
    }
    while (probe.size() > 0) {
      System.gc();
      Thread.onSpinWait();
    }
    return map;
  }
}
