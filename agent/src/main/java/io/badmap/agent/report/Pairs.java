package io.badmap.agent.report;

import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.guard.Encounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of sites met so far, at most {@value #MAX} of them. Thread-safe. Keys are made of the
 * JDK's strings and frames, so that a lookup calls no user code.
 */
final class Pairs {
  private static final int MAX = 10_000;

  private final MisuseReports reports;
  private volatile Suppressions suppressions;
  private final ConcurrentHashMap<Pair.Key, Pair> pairs = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Pair.Site, Pair> bySite = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  Pairs(MisuseReports reports, Suppressions suppressions) {
    this.reports = reports;
    this.suppressions = suppressions;
  }

  int size() {
    return pairs.size();
  }

  Suppressions suppressions() {
    return suppressions;
  }

  /**
   * Goes by other suppressions from now on. Pairs that were left out are forgotten, so that they
   * are reported where they no longer are; the others keep their report.
   */
  void suppress(Suppressions now) {
    suppressions = now;
    pairs.values().removeIf(pair -> pair.suppression != null);
    bySite.values().removeIf(pair -> pair.suppression != null);
    long time = System.currentTimeMillis();
    for (Pair pair : pairs.values()) {
      MisuseReport report = pair.report;
      pair.suppression = now.match(report.first(), report.second(), time);
    }
  }

  /** The pair of an encounter, made if it is new; {@code null} where there are too many. */
  @Nullable Pair of(Encounter encounter, Side first, Side second) {
    String mapClass = MisuseReports.mapClass(encounter.map);
    boolean meeting = encounter.damage == null;
    Pair half = meeting && second.caller() == null ? with(mapClass, first) : null;
    if (half != null) {
      return half;
    }
    MisuseKind kind = MisuseReports.kind(encounter, first, second);
    Pair.Key key = new Pair.Key(kind, mapClass, first, second);
    Pair known = pairs.get(key);
    if (known != null || pairs.size() >= MAX) {
      return known;
    }
    Suppression suppression = suppressions.match(first, second, encounter.timeMillis);
    long number = suppression == null ? numbers.incrementAndGet() : 0;
    MisuseReport report = reports.report(number, encounter, first, second);
    Pair pair = new Pair(report, suppression);
    Pair earlier = pairs.putIfAbsent(key, pair);
    if (earlier != null) {
      return earlier;
    }
    if (meeting) {
      index(mapClass, first, pair);
      index(mapClass, second, pair);
    }
    return pair;
  }

  /** A pair that the caller of {@code side} is part of; {@code null} for none. */
  @Nullable Pair with(String mapClass, Side side) {
    StackTraceElement caller = side.caller();
    return caller == null ? null : bySite.get(new Pair.Site(mapClass, caller));
  }

  private void index(String mapClass, Side side, Pair pair) {
    if (side.caller() != null) {
      bySite.putIfAbsent(new Pair.Site(mapClass, side.caller()), pair);
    }
  }

  /** The pairs whose report was written, the latest first. */
  List<Met> reported() {
    List<Met> reported = new ArrayList<>();
    for (Pair pair : pairs.values()) {
      if (pair.suppression == null && pair.written) {
        // Read before the number of all, which it must not exceed.
        Map<String, Long> byRule = pair.byRule();
        reported.add(new Met(pair.report, 1 + pair.repeats.get(), byRule));
      }
    }
    reported.sort(Comparator.comparingLong((Met each) -> each.report().number()).reversed());
    return reported;
  }

  /** Pairs that met again after their report, in the order of their reports. */
  List<Closing.Repeat> repeats() {
    List<Closing.Repeat> repeats = new ArrayList<>();
    for (Pair pair : pairs.values()) {
      long times = pair.repeats.get();
      if (times > 0) {
        MisuseReport report = pair.report;
        repeats.add(
            new Closing.Repeat(
                report.number(),
                Sites.site(report.first().caller()),
                Sites.site(report.second().caller()),
                times));
      }
    }
    repeats.sort(Comparator.comparingLong(Closing.Repeat::number));
    return repeats;
  }
}
