package io.badmap.event;

import io.badmap.guard.GoMapGuard;
import io.badmap.guard.Roots;

/**
 * Tells how the recorded maps are doing, by turns: those that were used since they were last told.
 *
 * <p><b>Assumptions.</b> {@link #run} is called by one thread of the flight recorder at a time,
 * once a period. Others use the maps meanwhile.
 *
 * <p><b>Guarantees.</b> One period looks at {@value #MOST_MAPS} maps, and at {@value #MOST_STEPS}
 * bins and entries of them, at most; the next one goes on with those that follow. Maps are read as
 * they lie in memory, without a hook, so that nothing is reported; what is read of one that others
 * change is of no one moment. Nothing is thrown. A map that is not used is not touched, and none is
 * kept alive.
 */
final class StatsRound implements Runnable {
  static final int MOST_MAPS = 1000;
  static final int MOST_STEPS = 1 << 16;

  private final RecordedMaps maps;
  private RecordedMap[] some = {};
  private int next;
  private int part = RecordedMaps.PARTS - 1;
  private int rounds;

  StatsRound(RecordedMaps maps) {
    this.maps = maps;
  }

  @Override
  public void run() {
    try {
      round();
    } catch (Throwable e) {
      Losses.add();
    }
  }

  private void round() {
    rounds++;
    int mapsLeft = MOST_MAPS;
    int stepsLeft = MOST_STEPS;
    for (int parts = 0; parts < RecordedMaps.PARTS; parts++) {
      if (next == some.length) {
        part = part + 1 & RecordedMaps.PARTS - 1;
        some = maps.live(part);
        next = 0;
      }
      for (; next < some.length; next++) {
        if (mapsLeft == 0 || stepsLeft < Shape.MOST_STEPS) {
          return;
        }
        mapsLeft--;
        if (some[next].isUsedAnew()) {
          stepsLeft -= tell(some[next]);
        }
      }
    }
  }

  /**
   * @return the bins and entries that were looked at
   */
  private int tell(RecordedMap recorded) {
    Object map = recorded.get();
    if (map == null) {
      return 0;
    }
    MapStats event = new MapStats();
    boolean go = GoMapGuard.isWatched(map);
    event.size = go ? GoMapGuard.count(map) : Roots.size(map);
    event.capacity = go ? GoMapOperations.buckets(map) : Shape.capacity(map);
    event.reads = recorded.reads;
    event.writes = recorded.writes;
    event.writers = recorded.writers();
    int steps = Shape.measure(map, event, rounds);
    event.describe(recorded);
    event.commit();
    return steps;
  }
}
