package io.badmap.it.detection;

import io.badmap.Access;
import io.badmap.Badmap;
import io.badmap.MisuseReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Looks into a {@code WeakHashMap} whose keys are gone, while another thread is inside {@code put}:
 * the look takes entries out, and so is told as the write that it is.
 */
public final class ExpungeMain {
  private static final int ATTEMPTS = 20;

  private final BlockingQueue<MisuseReport> reports = new LinkedBlockingQueue<>();

  private ExpungeMain() {}

  /** A look into a map. */
  private interface Look {
    void into(Map<Object, Object> map);
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    ExpungeMain main = new ExpungeMain();
    try (AutoCloseable registration = Badmap.onMisuse(main.reports::add)) {
      main.told("size", map -> map.size());
      main.told("isEmpty", map -> map.isEmpty());
      main.told("isEmpty", map -> map.keySet().iterator());
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
        look.into(map);
      }
      MisuseReport report = reports.poll(2, TimeUnit.SECONDS);
      if (report != null) {
        wrong = check(report, operation);
      }
    }
    WaysInMain.print("expunged by " + operation, wrong);
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
