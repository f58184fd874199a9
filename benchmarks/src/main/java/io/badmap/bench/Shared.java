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
import org.openjdk.jmh.annotations.Threads;

/**
 * Two threads on one map that nobody changes. A detector that writes to the map, or to anything
 * that both threads see, shows here as traffic between their caches.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(2)
public class Shared {

  /** The map of both threads; filled before they start and never changed. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class Common {
    @Param Flavor flavor;
    @Param KeyKind keys;

    @Param("1000")
    int size;

    Map<Object, Integer> map;
    Object[] stored;

    /** Fills the map. */
    @Setup(Level.Trial)
    public void fill() {
      Profiles.mix(flavor);
      map = flavor.map();
      stored = keys.keys(0, size);
      for (Object key : stored) {
        map.put(key, 0);
      }
    }
  }

  /** Where one thread stands among the keys. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class Own {
    Probes present;

    /** Makes this thread's own keys. */
    @Setup(Level.Trial)
    public void fill(Common common) {
      present = common.keys.probes(common.stored);
    }
  }

  @Benchmark
  public @Nullable Integer sharedGet(Common common, Own own) {
    return common.map.get(own.present.next());
  }

  @Benchmark
  public @Nullable Integer sharedComputeIfAbsentPresent(Common common, Own own) {
    return common.map.computeIfAbsent(own.present.next(), Shared::one);
  }

  private static Integer one(Object key) {
    return 1;
  }
}
