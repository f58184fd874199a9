package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.Subscription;
import io.badmap.tools.jfr.Symbols;
import io.badmap.tools.skew.KeySample;
import io.badmap.tools.trace.Kind;
import io.badmap.tools.trace.Operation;
import io.badmap.tools.trace.TraceListener.Counted;
import java.util.ArrayList;
import java.util.List;

/** Takes in the operations: the events of which there are millions. */
final class OperationIntake {
  private static final List<String> FIELDS =
      List.of(
          "mapId",
          "mapClass",
          "mapName",
          "operation",
          "site",
          "size",
          "capacity",
          "bucket",
          "hash",
          "keyClass",
          "structural",
          "changed");

  /** Read only where it may be told: each one is kept for as long as the analysis runs. */
  private static final String KEY_FIELD = "key";

  private static final int MAP = Event.OWN;
  private static final int CLASS = Event.OWN + 1;
  private static final int NAME = Event.OWN + 2;
  private static final int OPERATION = Event.OWN + 3;
  private static final int SITE = Event.OWN + 4;
  private static final int SIZE = Event.OWN + 5;
  private static final int CAPACITY = Event.OWN + 6;
  private static final int BUCKET = Event.OWN + 7;
  private static final int HASH = Event.OWN + 8;
  private static final int KEY_CLASS = Event.OWN + 9;
  private static final int STRUCTURAL = Event.OWN + 10;
  private static final int CHANGED = Event.OWN + 11;
  private static final int KEY = Event.OWN + 12;
  private static final int UNKNOWN = -1;

  private final Gathering all;
  private final boolean tellsOperations;
  private final StackReader stacks;

  OperationIntake(Gathering all, StackReader stacks) {
    this.all = all;
    this.stacks = stacks;
    tellsOperations = all.listener.wantsOperations();
  }

  List<Subscription> subscriptions() {
    List<String> fields = new ArrayList<>(FIELDS);
    if (all.settings.showKeys()) fields.add(KEY_FIELD);
    List<Subscription> subscriptions = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      subscriptions.add(new Subscription(kind.event(), fields, event -> take(kind, event)));
    }
    return subscriptions;
  }

  private void take(Kind kind, Event event) {
    WatchedMap map = all.map(event.number(MAP), event.symbol(CLASS), event.symbol(NAME));
    int thread = all.thread(event);
    if (map == null || !all.threadFilter.wants(thread)) return;
    all.operations++;
    long start = event.startNanos();
    long nanos = event.durationNanos();
    int effect =
        event.truth(STRUCTURAL)
            ? Operation.STRUCTURE
            : event.truth(CHANGED) ? Operation.VALUE : Operation.NOTHING;
    life(map, kind, event, thread, start, effect);
    keys(map, kind, event, effect);
    all.ring.add(
        start,
        nanos,
        kind,
        thread,
        map.number,
        event.symbol(OPERATION),
        event.symbol(SITE),
        event.integer(SIZE, UNKNOWN),
        event.integer(CAPACITY, UNKNOWN),
        event.integer(BUCKET, UNKNOWN),
        event.integer(HASH),
        effect);
    tell(map, start, start + nanos);
    stacks.tell(Counted.OPERATIONS, event, SITE);
  }

  private void life(WatchedMap map, Kind kind, Event event, int thread, long start, int effect) {
    boolean writes = kind.writes() || effect != Operation.NOTHING;
    map.counts[kind.ordinal()]++;
    if (effect == Operation.STRUCTURE) map.structural++;
    if (writes) {
      map.writers.add(thread);
      if (start < map.firstWriteAt) map.firstWriteAt = start;
    } else {
      map.readers.add(thread);
    }
    int size = event.integer(SIZE, UNKNOWN);
    if (start < map.firstAt) map.firstAt = start;
    if (start >= map.lastAt) {
      map.lastAt = start;
      map.mappings = size;
      map.capacity = event.integer(CAPACITY, UNKNOWN);
    }
    if (size > map.mostMappings) map.mostMappings = size;
    map.heat().add(all.axis, all.axis.column(start), thread, writes, size);
  }

  private void keys(WatchedMap map, Kind kind, Event event, int effect) {
    int bucket = event.integer(BUCKET, UNKNOWN);
    int hash = event.integer(HASH);
    // There is no key, or none whose hash is known; the null key of a HashMap has a bucket.
    if (bucket < 0 && hash == 0) return;
    if (bucket >= 0) {
      if (bucket == (hash & (event.integer(CAPACITY) - 1))) {
        map.binsAsMasked++;
      } else {
        map.binsOtherwise++;
      }
    }
    KeySample keys = map.keys;
    if (keys == null) {
      keys = new KeySample();
      map.keys = keys;
    }
    int before = keys.size();
    keys.add(
        hash,
        effect == Operation.STRUCTURE && kind == Kind.ASSIGN,
        kind == Kind.DELETE,
        event.symbol(KEY_CLASS),
        all.settings.showKeys() ? event.symbol(KEY) : Symbols.NULL,
        all.maps.keysOfMap());
    if (keys.size() != before) all.maps.keysChanged(keys.size() - before);
  }

  private void tell(WatchedMap map, long start, long end) {
    if (tellsOperations) all.listener.operation(all.ring.newest(), all);
    if (map.windows.isEmpty()) return;
    for (OpenWindow window : map.windows) {
      if (window.covers(start, end)) window.add(all.ring.newest());
    }
  }
}
