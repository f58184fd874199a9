package io.badmap.tools.analyze;

import io.badmap.tools.cause.Case;
import io.badmap.tools.cause.DecisionTable;
import io.badmap.tools.jfr.FileSummary;
import io.badmap.tools.model.GuardCounts;
import io.badmap.tools.model.Input;
import io.badmap.tools.model.Jvm;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.MapRef;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Side;
import io.badmap.tools.model.Skew;
import io.badmap.tools.model.Span;
import io.badmap.tools.skew.SkewOf;
import io.badmap.tools.trace.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the report out of what was gathered. */
final class ReportMaker {
  private static final int MOST_MAPS = 200;
  private static final Set<String> SPREAD_AS_A_HASH_MAP =
      Set.of("java.util.HashMap", "java.util.LinkedHashMap");

  private final Gathering all;
  private final CreationCount creations;
  private final @Nullable GuardCounts guard;

  ReportMaker(Gathering all, CreationCount creations, @Nullable GuardCounts guard) {
    this.all = all;
    this.creations = creations;
    this.guard = guard;
  }

  static MapRef ref(WatchedMap map, Gathering all) {
    return new MapRef(map.jvm, map.id, all.text(map.className), all.text(map.name));
  }

  /** The numbers of the threads of both sides; -1 for one that is not known. */
  static int[] threads(OpenWindow open, Gathering all) {
    return open.misuse.sides().stream()
        .mapToInt(
            side -> side.threadId() < 0 ? -1 : all.threads.byId(open.misuse.jvm(), side.threadId()))
        .toArray();
  }

  Report report(List<FileSummary> files, List<String> notes) {
    List<WatchedMap> maps = all.maps.all();
    maps.removeIf(map -> map.operations() == 0 && map.misuses == 0 && map.createdAt < 0);
    maps.sort(
        Comparator.comparingInt((WatchedMap map) -> map.misuses)
            .thenComparingLong(WatchedMap::operations)
            .reversed()
            .thenComparing(map -> map.number));
    List<WatchedMap> told = maps.subList(0, Math.min(MOST_MAPS, maps.size()));
    return new Report(
        files.stream().map(ReportMaker::input).toList(),
        all.jvms.stream().map(jvm -> new Jvm(jvm.pid(), jvm.version())).toList(),
        List.copyOf(notes),
        span(),
        eventsByType(files),
        all.operations,
        all.threads.size(),
        misuses(),
        all.windowsLeftOut,
        told.stream().map(this::life).toList(),
        maps.size() - told.size() + all.maps.dropped(),
        creations.creation(all.symbols),
        guard);
  }

  private static Input input(FileSummary file) {
    return new Input(file.file(), file.bytes(), file.chunks(), file.events(), file.whole());
  }

  private static Map<String, Long> eventsByType(List<FileSummary> files) {
    Map<String, Long> sums = new TreeMap<>();
    for (FileSummary file : files) {
      file.eventsByType().forEach((type, count) -> sums.merge(type, count, Long::sum));
    }
    return sums;
  }

  private Span span() {
    TimeAxis axis = all.axis;
    Instant start = Instant.ofEpochSecond(0, axis.start());
    return new Span(
        start.toString(),
        TimeUnit.NANOSECONDS.toMillis(axis.start()),
        axis.last() - axis.start(),
        axis.columnNanos(),
        axis.used());
  }

  private List<Misuse> misuses() {
    List<OpenWindow> windows = new ArrayList<>(all.windows);
    windows.sort(Comparator.comparingLong(window -> window.misuse.at()));
    List<Misuse> misuses = new ArrayList<>();
    for (OpenWindow window : windows) {
      WatchedMap map = all.maps.byNumber(window.misuse.map());
      if (map != null) misuses.add(misuse(window, map));
    }
    return misuses;
  }

  private Misuse misuse(OpenWindow open, WatchedMap map) {
    OpenWindow.MisuseSeen seen = open.misuse;
    open.settle(threads(open, all), all::text);
    return new Misuse(
        seen.number(),
        open.met() - all.axis.start(),
        seen.kind(),
        ref(map, all),
        seen.size(),
        seen.hint(),
        seen.sides(),
        DecisionTable.findings(asCase(open, map)),
        new WindowMaker(all, open).window(),
        Waiters.of(open, all).waiters());
  }

  private Case asCase(OpenWindow open, WatchedMap map) {
    List<Side> sides = open.misuse.sides();
    int[] threads = threads(open, all);
    return new Case(
        all.text(map.className),
        open.met(),
        map.createdAt,
        map.creator,
        map.firstWriteAt,
        sides.get(0),
        sides.get(1),
        threads[0],
        threads[1],
        open.operations(),
        open.marks(),
        all::thread);
  }

  private MapLife life(WatchedMap map) {
    return new MapLife(
        ref(map, all),
        since(map.createdAt),
        all.thread(map.creator),
        all.text(map.createdIn),
        map.operations() == 0 ? -1 : since(map.firstAt),
        map.operations() == 0 ? -1 : since(map.lastAt),
        map.counts[Kind.ASSIGN.ordinal()],
        map.counts[Kind.ACCESS.ordinal()],
        map.counts[Kind.DELETE.ordinal()],
        map.counts[Kind.ITERATE.ordinal()],
        map.structural,
        map.writers.size(),
        map.readers.size(),
        map.mostMappings,
        map.mappings,
        map.capacity,
        map.growths,
        map.rehashNanos,
        map.treeified,
        map.misuses,
        map.heat().heat(all.axis),
        skew(map));
  }

  private long since(long nanos) {
    return nanos < 0 ? -1 : nanos - all.axis.start();
  }

  private @Nullable Skew skew(WatchedMap map) {
    if (map.keys == null) return null;
    boolean masked = map.binsAsMasked > 0 && map.binsOtherwise * 10 < map.binsAsMasked;
    return new SkewOf(
            masked ? map.capacity : 0,
            map.longestChain,
            map.treeified,
            all::text,
            all.settings.showKeys(),
            SPREAD_AS_A_HASH_MAP.contains(all.text(map.className)))
        .judge(map.keys);
  }
}
