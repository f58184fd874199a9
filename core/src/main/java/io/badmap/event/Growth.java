package io.badmap.event;

import io.badmap.guard.Roots;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into the growth and the making of maps of {@code java.util} while operations are
 * recorded. Promises what {@link Operations} does.
 */
public final class Growth {
  private Growth() {}

  /** What of it is told from now on; all at first. */
  public static void trace(boolean growth, boolean creation) {
    Choice.trace(growth, creation);
  }

  /**
   * A map is about to get a larger table.
   *
   * @return what {@link #grown} is to be given; {@code null} where it is not recorded, or where the
   *     table is the map's first
   */
  public static @Nullable Object growing(Object map) {
    try {
      int capacity = Shape.capacity(map);
      RecordedMap recorded = capacity <= 0 ? null : growthOf(map);
      if (recorded == null) {
        return null;
      }
      try {
        return growing(recorded, Roots.size(map), capacity, Shape.grown(map, capacity));
      } finally {
        Scribe.mine().busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
      return null;
    }
  }

  private static Object growing(RecordedMap map, int size, int oldCapacity, int newCapacity) {
    tellStart(map, size, oldCapacity, newCapacity);
    return rehashing(map, oldCapacity);
  }

  static void tellStart(RecordedMap map, int size, int oldCapacity, int newCapacity) {
    MapGrow start = new MapGrow();
    start.size = size;
    start.oldCapacity = oldCapacity;
    start.newCapacity = newCapacity;
    start.site = Operations.site(map);
    start.describe(map);
    start.commit();
  }

  static Object rehashing(RecordedMap map, int oldCapacity) {
    MapRehash move = new MapRehash();
    move.map = map;
    move.oldCapacity = oldCapacity;
    move.begin();
    return move;
  }

  /** The larger table is there, and the entries are in it. */
  public static void grown(@Nullable Object event, Object map) {
    if (event == null) {
      return;
    }
    try {
      grown((MapRehash) event, Shape.capacity(map), Roots.size(map));
    } catch (Throwable e) {
      Losses.add();
    }
  }

  static void grown(MapRehash move, int newCapacity, int moved) {
    RecordedMap recorded = move.map;
    Scribe me = Scribe.mine();
    if (recorded == null || me.busy) {
      return;
    }
    me.busy = true;
    try {
      move.end();
      move.newCapacity = newCapacity;
      move.moved = moved;
      move.describe(recorded);
      move.commit();
    } finally {
      me.busy = false;
    }
  }

  /** A bin is about to become a tree. */
  public static void treeified(Object map, int hash) {
    try {
      RecordedMap recorded = growthOf(map);
      if (recorded == null) {
        return;
      }
      try {
        MapTreeify event = new MapTreeify();
        event.capacity = Shape.capacity(map);
        event.bucket = Shape.bucket(map, hash, event.capacity);
        event.binLength = Shape.chain(map, event.bucket);
        event.describe(recorded);
        event.commit();
      } finally {
        Scribe.mine().busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /**
   * A map is being made by its constructor. Below a sample of 1 one that woven code makes is told:
   * the JDK makes many more for itself.
   *
   * @param capacity what was asked for; 0 for the default
   */
  public static void created(Object map, int capacity) {
    try {
      Site maker = Makers.take();
      if (maker != null || Choice.takesAll()) {
        created(map, capacity, maker);
      }
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /** A map is being made in another way. */
  public static void cloned(Object map, int capacity) {
    created(map, capacity, null);
  }

  private static void created(Object map, int capacity, @Nullable Site maker) {
    try {
      RecordedMap recorded = Choice.tellsCreation() ? chosen(map, maker) : null;
      if (recorded == null) {
        return;
      }
      try {
        MapCreate event = new MapCreate();
        event.capacity = capacity;
        event.site = Operations.site(Scribe.mine(), recorded);
        event.describe(recorded);
        event.commit();
      } finally {
        Scribe.mine().busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /** What is known of a map that is recorded, as of any other where growth is not told. */
  static @Nullable RecordedMap growthOf(Object map) {
    return Choice.tellsGrowth() ? chosen(map, null) : null;
  }

  /** What is known of a map that is recorded, the thread marked busy; {@code null} of any other. */
  private static @Nullable RecordedMap chosen(Object map, @Nullable Site caller) {
    int hash = System.identityHashCode(map);
    if (!Choice.takes(hash)) {
      return null;
    }
    Scribe me = Scribe.mine();
    if (me.busy) {
      return null;
    }
    me.busy = true;
    RecordedMap recorded = null;
    try {
      recorded = Operations.recorded(me, map, hash, caller);
      return recorded;
    } finally {
      me.busy = recorded != null;
    }
  }
}
