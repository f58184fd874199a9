package io.badmap.bench;

import java.util.Map;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Operations of {@code HashMap} on a map that one thread owns. Every operation leaves the map with
 * the entries it found, so that its size is that of the parameter throughout.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapOps {
  /** A full map, what is in it and what is not. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class Owned {
    @Param Flavor flavor;
    @Param KeyKind keys;

    @Param("1000")
    int size;

    Map<Object, Integer> map;
    Probes present;
    Probes absent;

    /** Fills the map. */
    @Setup(Level.Trial)
    public void fill() {
      Profiles.mix(flavor);
      map = flavor.map();
      Object[] stored = keys.keys(0, size);
      for (Object key : stored) {
        map.put(key, 0);
      }
      present = keys.probes(stored);
      absent = keys.probes(keys.keys(size, size));
    }
  }

  /** Five keys for maps that are made afresh. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class Five {
    @Param Flavor flavor;
    @Param KeyKind keys;

    Object[] stored;
    Object[] asked;

    /** Makes the keys. */
    @Setup(Level.Trial)
    public void fill() {
      Profiles.mix(flavor);
      stored = keys.keys(0, 5);
      asked = new Object[5];
      for (int i = 0; i < 5; i++) {
        asked[i] = keys.probe(stored[i]);
      }
    }
  }

  @Benchmark
  public @Nullable Integer getHit(Owned owned) {
    return owned.map.get(owned.present.next());
  }

  @Benchmark
  public @Nullable Integer getMiss(Owned owned) {
    return owned.map.get(owned.absent.next());
  }

  @Benchmark
  public boolean containsKeyHit(Owned owned) {
    return owned.map.containsKey(owned.present.next());
  }

  @Benchmark
  public boolean containsKeyMiss(Owned owned) {
    return owned.map.containsKey(owned.absent.next());
  }

  /** One pass over all entries. The synchronised rival takes no lock here, which favours it. */
  @Benchmark
  public int iterate(Owned owned) {
    int sum = 0;
    for (Map.Entry<Object, Integer> entry : owned.map.entrySet()) {
      sum += entry.getValue();
    }
    return sum;
  }

  /** One call over all entries. */
  @Benchmark
  public void forEach(Owned owned, Blackhole sink) {
    owned.map.forEach((key, value) -> sink.consume(value));
  }

  @Benchmark
  public @Nullable Integer putOverwrite(Owned owned) {
    return owned.map.put(owned.present.next(), 1);
  }

  @Benchmark
  public @Nullable Integer putRemove(Owned owned) {
    Object key = owned.absent.next();
    owned.map.put(key, 1);
    return owned.map.remove(key);
  }

  @Benchmark
  public @Nullable Integer merge(Owned owned) {
    return owned.map.merge(owned.present.next(), 1, MapOps::last);
  }

  @Benchmark
  public @Nullable Integer computeIfAbsentPresent(Owned owned) {
    return owned.map.computeIfAbsent(owned.present.next(), MapOps::one);
  }

  @Benchmark
  public @Nullable Integer computeIfAbsentRemove(Owned owned) {
    Object key = owned.absent.next();
    owned.map.computeIfAbsent(key, MapOps::one);
    return owned.map.remove(key);
  }

  @Benchmark
  public Map<Object, Integer> freshMap(Five five, Blackhole sink) {
    Map<Object, Integer> map = five.flavor.map();
    for (Object key : five.stored) {
      map.put(key, 1);
    }
    for (Object key : five.asked) {
      sink.consume(map.get(key));
    }
    return map;
  }

  private static Integer last(Integer old, Integer added) {
    return added;
  }

  private static Integer one(Object key) {
    return 1;
  }
}
