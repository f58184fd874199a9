package io.badmap.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
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
import org.openjdk.jmh.annotations.TearDown;

/** One recorded operation, beside an event that tells one number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class EventOps {
  private static final int KEYS = 64;

  /** Whether the recording asks for the stack of each event. */
  @Param({"off", "on"})
  String stack;

  private Map<Integer, Integer> map;
  private Recording recording;
  private int next;

  /** An event as small as events are. */
  @StackTrace(false)
  static final class Bare extends Event {
    int number;
  }

  /** Begins to record into memory. */
  @Setup(Level.Trial)
  public void begin() {
    map = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      map.put(i, i);
    }
    recording = new Recording();
    recording.setToDisk(false);
    if (stack.equals("on")) {
      recording.enable("io.badmap.MapAssign").withStackTrace();
      recording.enable("io.badmap.MapAccess").withStackTrace();
      recording.enable(Bare.class).withStackTrace();
    }
    recording.start();
  }

  /** Ends it. */
  @TearDown(Level.Trial)
  public void end() {
    recording.close();
  }

  private Integer key() {
    next = next + 1 & KEYS - 1;
    return next;
  }

  /** Overwrites a value. */
  @Benchmark
  public @Nullable Integer put() {
    Integer key = key();
    return map.put(key, key);
  }

  /** Looks a key up. */
  @Benchmark
  public @Nullable Integer get() {
    return map.get(key());
  }

  /** The rival. */
  @Benchmark
  public void bareEvent() {
    Bare event = new Bare();
    event.begin();
    event.number = next;
    event.commit();
  }

  /** What the clock itself takes. */
  @Benchmark
  public int nothing() {
    return next;
  }
}
