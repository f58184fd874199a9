package io.badmap.event;

import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/** Makes the events known to the flight recorder, and says which maps are recorded. */
public final class EventSwitch {
  /** What {@code io.badmap.GuardStats} tells. */
  public interface Tallies {
    /** Conflicts met so far. */
    long conflicts();

    /** Of these, reported. */
    long reported();

    /** Of these, folded into an earlier report. */
    long folded();

    /** Of these, suppressed. */
    long suppressed();
  }

  private static final GuardHook GUARD = new GuardHook();
  private static final StatsRound MAPS = new StatsRound(Operations.MAPS);

  private EventSwitch() {}

  /**
   * Registers every event and loads what a hook needs, so that neither happens inside a map
   * operation. Starts the flight recorder of the JDK where it is not there yet.
   */
  @SuppressWarnings("unchecked")
  public static void load() {
    Class<?>[] events = {
      MapAssign.class,
      MapAccess.class,
      MapDelete.class,
      MapIterate.class,
      MapGrow.class,
      MapGrowWork.class,
      MapRehash.class,
      MapTreeify.class,
      MapCreate.class,
      MapMisuse.class,
      MapStats.class,
      GuardStats.class
    };
    for (Class<?> event : events) {
      FlightRecorder.register((Class<? extends Event>) event);
    }
    Scribe.mine();
    Sites.here();
    Losses.count();
    Callers.calling(null, 0);
    Object map = new java.util.HashMap<String, String>();
    Hashes.isKnown(map, "");
    Shape.bucket(map, Hashes.spread(map, ""), Shape.capacity(map));
    KeyTexts.text(map);
  }

  /** Whether operations tell their keys, where these are of classes of the JDK. */
  public static void tellKeys(boolean wanted) {
    KeyTexts.want(wanted);
  }

  /**
   * Chooses the maps that are recorded from now on. The hooks must be woven for that.
   *
   * @param share of the maps, from 0 to 1; a map is always or never among them
   */
  public static void choose(double share) {
    Choice.set(share);
  }

  /** Begins to tell how the recorded maps are doing, once a second, and the guard. */
  public static void tellStats(Tallies tallies) {
    GUARD.tallies = tallies;
    FlightRecorder.addPeriodicEvent(GuardStats.class, GUARD);
    FlightRecorder.addPeriodicEvent(MapStats.class, MAPS);
  }

  /** Ends what {@link #tellStats} began. */
  public static void stopStats() {
    FlightRecorder.removePeriodicEvent(GUARD);
    FlightRecorder.removePeriodicEvent(MAPS);
    GUARD.tallies = new None();
  }

  /** The current thread records nothing until {@link #speak}. Gives what that is to be told. */
  public static boolean silence() {
    Scribe me = Scribe.mine();
    boolean silent = me.busy;
    me.busy = true;
    return silent;
  }

  /** Ends a {@link #silence}. */
  public static void speak(boolean silent) {
    Scribe.mine().busy = silent;
  }

  /** Events that could not be recorded so far, for want of memory or stack. */
  public static long lost() {
    return Losses.count();
  }

  /** The maps that are kept track of, those included that are gone and not yet swept. */
  public static int maps() {
    return Operations.MAPS.size();
  }

  private static final class GuardHook implements Runnable {
    private volatile Tallies tallies = new None();

    @Override
    public void run() {
      try {
        tell(tallies);
      } catch (Throwable e) {
        Losses.add();
      }
    }

    private static void tell(Tallies told) {
      GuardStats event = new GuardStats();
      event.conflicts = told.conflicts();
      event.reported = told.reported();
      event.folded = told.folded();
      event.suppressed = told.suppressed();
      event.commit();
    }
  }

  private static final class None implements Tallies {
    @Override
    public long conflicts() {
      return 0;
    }

    @Override
    public long reported() {
      return 0;
    }

    @Override
    public long folded() {
      return 0;
    }

    @Override
    public long suppressed() {
      return 0;
    }
  }
}
