package io.badmap.event;

import io.badmap.guard.Footprint;
import io.badmap.guard.Roots;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into the maps of {@code java.util} while operations are recorded.
 *
 * <p><b>Assumptions.</b> {@link #entered} stands right after the guard's entry hook and {@link
 * #left} right before its exit hook, in one frame of the stack.
 *
 * <p><b>Guarantees.</b> Nothing is thrown, and no code of a map, key or value is called. What the
 * recording does to maps of its own is not recorded, so it never nests. A map that is chosen is
 * recorded from some point on without holes ({@link JdkMaps}).
 *
 * <p><b>Progress.</b> An operation of a map that is not chosen costs a look at its identity hash,
 * and one at a thread-local where it hashes a key that is not of the JDK's plain classes.
 */
public final class Operations {
  /** Not recorded. */
  public static final byte NONE = 0;

  public static final byte ASSIGN = 1;
  public static final byte ACCESS = 2;
  public static final byte DELETE = 3;
  public static final byte ITERATE = 4;

  static final RecordedMaps MAPS = new RecordedMaps();

  private static String[] names = {};
  private static byte[] kinds = {};
  private static boolean[] writes = {};

  private Operations() {}

  /**
   * Tells what the rows of the semantics table are, before any operation is recorded.
   *
   * @param names the operations
   * @param kinds one of the constants of this class for each
   * @param writes whether each is a write in any case
   */
  public static void describe(String[] names, byte[] kinds, boolean[] writes) {
    Operations.names = names;
    Operations.kinds = kinds;
    Operations.writes = writes;
  }

  /**
   * An operation has begun.
   *
   * @return what {@link #left} is to be given; {@code null} where it is not recorded
   */
  @ForceInline
  public static @Nullable Object entered(@Nullable Object map, int row) {
    if (map == null) {
      return null;
    }
    int hash = System.identityHashCode(map);
    return Choice.takes(hash) ? begin(map, hash, row) : null;
  }

  /** Out of line: methods of maps have to stay small enough to be inlined. */
  @DontInline
  private static @Nullable Object begin(Object map, int hash, int row) {
    if (JdkMaps.leavesOut(hash)) {
      return null;
    }
    try {
      Scribe me = Scribe.mine();
      if (me.busy) {
        return null;
      }
      me.busy = true;
      try {
        return begin(me, map, hash, kinds[row]);
      } finally {
        me.busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
      return null;
    }
  }

  static @Nullable OperationEvent begin(Scribe me, Object map, int hash, byte kind) {
    OperationEvent event = ofKind(kind);
    if (!event.isEnabled()) {
      return null;
    }
    RecordedMap recorded = recorded(me, map, hash, me.caller(hash));
    if (recorded == null) {
      return null;
    }
    event.map = recorded;
    event.from = me.from;
    me.begin(event);
    event.begin();
    return event;
  }

  /**
   * What is known of a map that is chosen; {@code null} where it is left out after all.
   *
   * @param caller the line that is known to use it now; where it is found here it is left in {@link
   *     Scribe#from}
   */
  static @Nullable RecordedMap recorded(Scribe me, Object map, int hash, @Nullable Site caller) {
    if (!Choice.takesAll()) {
      return JdkMaps.orNull(me, MAPS, map, hash, caller);
    }
    me.from = caller;
    return MAPS.of(map, hash);
  }

  private static OperationEvent ofKind(byte kind) {
    if (kind == ACCESS) {
      return new MapAccess();
    }
    if (kind == ASSIGN) {
      return new MapAssign();
    }
    return kind == DELETE ? new MapDelete() : new MapIterate();
  }

  /** The key of an operation has just been hashed, by code that may be the user's. */
  public static void hashed(int hash, @Nullable Object key) {
    if (key != null && !Hashes.isPlain(key.getClass())) {
      OperationEvent current = Scribe.mine().current;
      // What a key's own hashCode or a function hashes comes later.
      if (current != null && !current.hasKeyHash) {
        current.keyHash = hash;
        current.hasKeyHash = true;
      }
    }
  }

  /**
   * An operation ends, or is left by an exception.
   *
   * @param event what {@link #entered} gave
   * @param key the key that it was about; {@code null} where it has none
   * @param keyed whether it is about a key
   * @param guard what the guard's entry hook gave
   */
  @ForceInline
  public static void left(
      @Nullable Object event, Object map, @Nullable Object key, boolean keyed, int guard, int row) {
    if (event != null) {
      end((OperationEvent) event, map, key, keyed, guard, row);
    }
  }

  @DontInline
  private static void end(
      OperationEvent event, Object map, @Nullable Object key, boolean keyed, int guard, int row) {
    try {
      Scribe me = Scribe.mine();
      me.end(event);
      if (me.busy) {
        return;
      }
      me.busy = true;
      try {
        event.end();
        event.operation = names[row];
        event.size = Roots.size(map);
        event.capacity = Shape.capacity(map);
        event.bucket = -1;
        if (keyed) {
          describeKey(event, map, key);
        }
        event.structural = Footprint.isStructural(map, guard);
        event.changed =
            event.structural
                || (writes[row]
                    ? !Footprint.isNothing(guard)
                    : Footprint.hasBegunToWrite(map, guard));
        commit(event, event.changed);
      } finally {
        me.busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /** Names the map and the site, and hands the event over. */
  static void commit(OperationEvent event, boolean write) {
    RecordedMap map = event.map;
    if (map == null) {
      return;
    }
    map.count(write);
    event.site = site(event, map);
    event.describe(map);
    event.commit();
  }

  /** The line that makes the map. */
  static @Nullable String site(Scribe me, RecordedMap map) {
    return me.from == null ? site(map) : text(me.from, map);
  }

  /** The line that called the map, of which an operation may be under way. */
  static @Nullable String site(RecordedMap map) {
    OperationEvent current = Scribe.mine().current;
    return current != null && current.map == map ? site(current, map) : text(Sites.here(), map);
  }

  private static @Nullable String site(OperationEvent event, RecordedMap map) {
    if (event.from == null) {
      event.from = Sites.here();
    }
    return text(event.from, map);
  }

  /** It may show the map's name. */
  private static @Nullable String text(@Nullable Site site, RecordedMap map) {
    if (site == null) {
      return null;
    }
    Sites.meet(site);
    if (map.name == null) {
      map.seenAt(site);
    }
    return site.text;
  }

  private static void describeKey(OperationEvent event, Object map, @Nullable Object key) {
    if (key != null) {
      event.keyClass = key.getClass().getName();
      event.key = KeyTexts.of(key);
    }
    if (Hashes.isKnown(map, key)) {
      event.hash = Hashes.spread(map, key);
    } else if (event.hasKeyHash) {
      event.hash = event.keyHash;
    } else {
      return;
    }
    event.bucket = Shape.bucket(map, event.hash, event.capacity);
  }
}
