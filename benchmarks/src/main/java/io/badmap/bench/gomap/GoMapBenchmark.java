package io.badmap.bench.gomap;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time of single operations of a filled map, and of filling one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH fills the fields.
public class GoMapBenchmark {
  private static final int BATCH = 1000;

  @Param({"1000", "100000", "1000000"})
  int size;

  @Param({"INTEGER", "STRING"})
  KeyKind keys;

  @Param({"HASHMAP", "GOMAP", "UNIFIED"})
  Rival map;

  private Map<Object, Object> filled;
  private Object[] stored;
  private Object[] present;
  private Object[] absent;
  private int cursor;

  @Setup
  public void fill() {
    stored = keys.keys(0, size, 1);
    present = keys.keys(0, size, 2);
    absent = keys.keys(size, size, 3);
    filled = map.make();
    for (Object key : stored) filled.put(key, key);
  }

  /** Where the next batch begins; every size is a multiple of the batch. */
  private int batch() {
    int from = cursor;
    cursor = from + BATCH == size ? 0 : from + BATCH;
    return from;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void getHit(Blackhole hole) {
    int from = batch();
    for (int i = from; i < from + BATCH; i++) hole.consume(filled.get(present[i]));
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void getMiss(Blackhole hole) {
    int from = batch();
    for (int i = from; i < from + BATCH; i++) hole.consume(filled.get(absent[i]));
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void overwrite(Blackhole hole) {
    int from = batch();
    for (int i = from; i < from + BATCH; i++) hole.consume(filled.put(present[i], hole));
  }

  /** The whole map: divide by {@link #size} for one entry. */
  @Benchmark
  public void iterate(Blackhole hole) {
    for (Map.Entry<Object, Object> entry : filled.entrySet()) {
      hole.consume(entry.getKey());
      hole.consume(entry.getValue());
    }
  }

  /** A new map from nothing: divide by {@link #size} for one put. */
  @Benchmark
  public Map<Object, Object> putNew() {
    Map<Object, Object> fresh = map.make();
    for (Object key : stored) fresh.put(key, key);
    return fresh;
  }
}
