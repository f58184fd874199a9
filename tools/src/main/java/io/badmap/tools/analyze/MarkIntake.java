package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.Subscription;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.TraceListener.Counted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in what happens inside maps: creation, growth, trees, and the agent's own counts. */
final class MarkIntake {
  private static final int MAP = Event.OWN;
  private static final int CLASS = Event.OWN + 1;
  private static final int NAME = Event.OWN + 2;
  private static final int FIRST = Event.OWN + 3;
  private static final int SECOND = Event.OWN + 4;
  private static final int THIRD = Event.OWN + 5;

  private final Gathering all;
  private final CreationCount creations;
  private final StackReader stacks;

  MarkIntake(Gathering all, CreationCount creations, StackReader stacks) {
    this.all = all;
    this.creations = creations;
    this.stacks = stacks;
  }

  List<Subscription> subscriptions() {
    return List.of(
        of("MapCreate", this::created, "capacity", "site"),
        of("MapGrow", this::grew, "oldCapacity", "newCapacity"),
        of("MapRehash", this::rehashed, "oldCapacity", "newCapacity", "moved"),
        of("MapGrowWork", this::stepped, "bucket", "nevacuate", "oldBuckets"),
        of("MapTreeify", this::treeified, "bucket", "binLength"),
        of("MapStats", this::counted, "size", "capacity", "longestChain", "treeBins"));
  }

  private interface Intake {
    void take(Event event, WatchedMap map);
  }

  private Subscription of(String event, Intake intake, String... own) {
    java.util.ArrayList<String> fields =
        new java.util.ArrayList<>(List.of("mapId", "mapClass", "mapName"));
    fields.addAll(List.of(own));
    return new Subscription(
        "io.badmap." + event,
        fields,
        seen -> {
          WatchedMap map = wanted(seen);
          if (map != null) intake.take(seen, map);
        });
  }

  private @Nullable WatchedMap wanted(Event event) {
    return all.map(event.number(MAP), event.symbol(CLASS), event.symbol(NAME));
  }

  private MarkSeen mark(Event event, WatchedMap map, String kind) {
    long start = event.startNanos();
    // So that the axis covers it.
    all.axis.column(start);
    MarkSeen mark =
        new MarkSeen(
            start,
            event.durationNanos(),
            kind,
            all.thread(event),
            map.number,
            event.integer(FIRST),
            event.integer(SECOND),
            event.integer(THIRD));
    all.mark(mark, map);
    return mark;
  }

  private void created(Event event, WatchedMap map) {
    MarkSeen mark = mark(event, map, "create");
    map.createdAt = mark.start();
    map.creator = mark.thread();
    map.createdIn = event.symbol(SECOND);
    creations.created(event.symbol(SECOND));
    stacks.tell(Counted.CREATIONS, event, SECOND);
  }

  private void grew(Event event, WatchedMap map) {
    map.growths++;
    mark(event, map, "grow");
  }

  private void rehashed(Event event, WatchedMap map) {
    map.rehashNanos += mark(event, map, "rehash").nanos();
  }

  private void stepped(Event event, WatchedMap map) {
    mark(event, map, "grow_work");
  }

  private void treeified(Event event, WatchedMap map) {
    map.treeified++;
    map.longestChain = Math.max(map.longestChain, event.integer(SECOND));
    mark(event, map, "treeify");
  }

  private void counted(Event event, WatchedMap map) {
    map.longestChain = Math.max(map.longestChain, event.integer(THIRD));
    map.treeified = Math.max(map.treeified, event.integer(THIRD + 1));
    int size = event.integer(FIRST);
    map.mostMappings = Math.max(map.mostMappings, size);
    if (map.mappings < 0) map.mappings = size;
    if (map.capacity < 0) map.capacity = event.integer(SECOND);
  }
}
