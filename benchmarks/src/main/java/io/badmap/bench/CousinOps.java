package io.badmap.bench;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Operations of {@code HashSet} and {@code LinkedHashMap} on one that one thread owns. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CousinOps {

  /** A full set, what is in it and what is not. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class OwnedSet {
    @Param Flavor flavor;
    @Param KeyKind keys;

    @Param("1000")
    int size;

    Set<Object> set;
    Probes present;
    Probes absent;

    /** Fills the set. */
    @Setup(Level.Trial)
    public void fill() {
      Profiles.mix(flavor);
      set = flavor.set();
      Object[] stored = keys.keys(0, size);
      for (Object key : stored) {
        set.add(key);
      }
      present = keys.probes(stored);
      absent = keys.probes(keys.keys(size, size));
    }
  }

  /** A full linked map of each order, and what is in it. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class OwnedLinked {
    @Param Flavor flavor;
    @Param KeyKind keys;

    @Param("1000")
    int size;

    Map<Object, Integer> byInsertion;
    Map<Object, Integer> byAccess;
    Probes present;

    /** Fills the maps. */
    @Setup(Level.Trial)
    public void fill() {
      Profiles.mix(flavor);
      byInsertion = flavor.linkedMap(false);
      byAccess = flavor.linkedMap(true);
      Object[] stored = keys.keys(0, size);
      for (Object key : stored) {
        byInsertion.put(key, 0);
        byAccess.put(key, 0);
      }
      present = keys.probes(stored);
    }
  }

  @Benchmark
  public boolean setContainsHit(OwnedSet owned) {
    return owned.set.contains(owned.present.next());
  }

  @Benchmark
  public boolean setContainsMiss(OwnedSet owned) {
    return owned.set.contains(owned.absent.next());
  }

  @Benchmark
  public @Nullable Integer linkedGet(OwnedLinked owned) {
    return owned.byInsertion.get(owned.present.next());
  }

  /** Moves the entry to the end: this {@code get} is a write. */
  @Benchmark
  public @Nullable Integer linkedGetAccessOrder(OwnedLinked owned) {
    return owned.byAccess.get(owned.present.next());
  }

  @Benchmark
  public @Nullable Integer linkedPut(OwnedLinked owned) {
    return owned.byInsertion.put(owned.present.next(), 1);
  }
}
