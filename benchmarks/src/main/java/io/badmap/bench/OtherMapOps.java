package io.badmap.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
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

/**
 * Look-ups and overwriting puts of the maps beside {@code HashMap}, on one that one thread owns.
 * Only a tree has a concurrent rival, a skip list; for the others that is the synchronised wrapper.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OtherMapOps {
  /** A full map of each class, and what is in it. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class Owned {
    @Param Flavor flavor;
    @Param KeyKind keys;

    @Param("1000")
    int size;

    Map<Object, Integer> tree;
    Map<Object, Integer> weak;
    Map<Object, Integer> identity;
    Map<TimeUnit, Integer> constants;
    Probes equal;

    /** The very keys: a copy is not in an identity map. */
    Probes same;

    /** Holds the keys of the weak map. */
    Object[] stored;

    TimeUnit[] units;
    int next;

    /** Fills the maps. */
    @Setup(Level.Trial)
    public void fill() {
      Profiles.mix(flavor);
      tree = flavor == Flavor.CONCURRENT ? new ConcurrentSkipListMap<>() : guarded(new TreeMap<>());
      weak = guarded(new WeakHashMap<>());
      identity = guarded(new IdentityHashMap<>());
      constants = guarded(new EnumMap<>(TimeUnit.class));
      stored = keys.keys(0, size);
      for (Object key : stored) {
        tree.put(key, 0);
        weak.put(key, 0);
        identity.put(key, 0);
      }
      units = TimeUnit.values();
      for (TimeUnit unit : units) {
        constants.put(unit, 0);
      }
      equal = keys.probes(stored);
      same = new Probes(stored);
    }

    private <K> Map<K, Integer> guarded(Map<K, Integer> map) {
      return flavor == Flavor.UNSYNCHRONIZED ? map : Collections.synchronizedMap(map);
    }

    TimeUnit unit() {
      next = next + 1 < units.length ? next + 1 : 0;
      return units[next];
    }
  }

  @Benchmark
  public @Nullable Integer treeGet(Owned owned) {
    return owned.tree.get(owned.equal.next());
  }

  @Benchmark
  public @Nullable Integer treePut(Owned owned) {
    return owned.tree.put(owned.equal.next(), 1);
  }

  @Benchmark
  public @Nullable Integer weakGet(Owned owned) {
    return owned.weak.get(owned.equal.next());
  }

  @Benchmark
  public @Nullable Integer weakPut(Owned owned) {
    return owned.weak.put(owned.equal.next(), 1);
  }

  @Benchmark
  public @Nullable Integer identityGet(Owned owned) {
    return owned.identity.get(owned.same.next());
  }

  @Benchmark
  public @Nullable Integer identityPut(Owned owned) {
    return owned.identity.put(owned.same.next(), 1);
  }

  @Benchmark
  public @Nullable Integer enumGet(Owned owned) {
    return owned.constants.get(owned.unit());
  }

  @Benchmark
  public @Nullable Integer enumPut(Owned owned) {
    return owned.constants.put(owned.unit(), 1);
  }
}
