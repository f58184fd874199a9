package io.badmap.agent.report;

import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Two sites that met, with what is known of them and how often they met again. Thread-safe. */
final class Pair {
  private static final int MAX_RULES = 100;
  private static final String OTHER = "other";

  /** Whether the reporting thread has it or has had it. */
  final AtomicBoolean queued = new AtomicBoolean();

  final AtomicLong repeats = new AtomicLong();
  final Tellings tellings = new Tellings();

  /** How often each rule has decided; made when one first does. */
  private volatile @Nullable ConcurrentHashMap<String, AtomicLong> byRule;

  /** Replaced once by the same report with the map's name. */
  volatile MisuseReport report;

  /** Whether {@link #report} is the one that was written, with the name that it keeps. */
  volatile boolean written;

  private volatile Match match;

  /** What some suppressions say, and which, as one value. */
  private record Match(Suppressions by, @Nullable Suppression rule) {}

  /**
   * @param report with the number 0 where {@code suppression} leaves it out
   * @param suppression what {@code by} says of it
   */
  Pair(MisuseReport report, Suppressions by, @Nullable Suppression suppression) {
    this.report = report;
    match = new Match(by, suppression);
  }

  /** Counts for the rule that has decided; a file that is replaced may bring new names for ever. */
  void decidedBy(@Nullable Ruling ruling) {
    if (ruling == null) {
      return;
    }
    ConcurrentHashMap<String, AtomicLong> counts = byRule;
    if (counts == null) {
      counts = firstRule();
    }
    AtomicLong count = counts.get(ruling.rule());
    if (count == null) {
      String name = counts.size() < MAX_RULES ? ruling.rule() : OTHER;
      AtomicLong made = new AtomicLong();
      AtomicLong earlier = counts.putIfAbsent(name, made);
      count = earlier == null ? made : earlier;
    }
    count.incrementAndGet();
  }

  private synchronized ConcurrentHashMap<String, AtomicLong> firstRule() {
    ConcurrentHashMap<String, AtomicLong> counts = byRule;
    if (counts == null) {
      counts = new ConcurrentHashMap<>();
      byRule = counts;
    }
    return counts;
  }

  /** How often each rule has decided, by its name. */
  Map<String, Long> byRule() {
    Map<String, Long> now = new TreeMap<>();
    ConcurrentHashMap<String, AtomicLong> counts = byRule;
    if (counts != null) {
      counts.forEach((rule, count) -> now.put(rule, count.get()));
    }
    return Collections.unmodifiableMap(now);
  }

  /** The one of {@code by} that leaves it out at {@code timeMillis}; {@code null} for none. */
  @Nullable Suppression suppression(Suppressions by, long timeMillis) {
    Match known = match;
    Suppression rule = known.rule;
    if (known.by != by || (rule != null && timeMillis >= rule.untilMillis)) {
      rule = by.match(report.first(), report.second(), timeMillis);
      match = new Match(by, rule);
    }
    return rule;
  }

  /** Whether it was left out when it was first met: it has no number then, and no report. */
  boolean isUnnumbered() {
    return report.number() == 0;
  }

  /** What makes two encounters the same: kind, class of the map, both callers in any order. */
  static final class Key {
    private final MisuseKind kind;
    private final String mapClass;
    private final @Nullable StackTraceElement one;
    private final @Nullable StackTraceElement other;

    Key(MisuseKind kind, String mapClass, Side one, Side other) {
      this.kind = kind;
      this.mapClass = mapClass;
      this.one = one.caller();
      this.other = other.caller();
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Key key
          && kind == key.kind
          && mapClass.equals(key.mapClass)
          && ((Objects.equals(one, key.one) && Objects.equals(other, key.other))
              || (Objects.equals(one, key.other) && Objects.equals(other, key.one)));
    }

    @Override
    public int hashCode() {
      return mapClass.hashCode() + Objects.hashCode(one) + Objects.hashCode(other);
    }
  }

  /** One caller and the class of the map: finds a known pair when the second side is unknown. */
  record Site(String mapClass, StackTraceElement caller) {
    // Written out: those that a record is given take the JDK 20 ms to make, inside a map operation.

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Site site
          && mapClass.equals(site.mapClass)
          && caller.equals(site.caller);
    }

    @Override
    public int hashCode() {
      return 31 * mapClass.hashCode() + caller.hashCode();
    }
  }
}
