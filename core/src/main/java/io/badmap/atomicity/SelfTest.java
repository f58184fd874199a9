package io.badmap.atomicity;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Real interleavings, made before anything of the application runs: they prove that the weaving
 * works on this JDK, and load every class that the hooks need.
 */
public final class SelfTest implements Observer, Runnable, Function<Object, Object> {
  private static final Object KEY = "self-test";
  private static final long LIMIT_MILLIS = 2_000;

  private final Map<Object, Object> map;
  private volatile boolean interleaved;
  private volatile boolean recursed;

  private SelfTest(Map<Object, Object> map) {
    this.map = map;
  }

  /** What was not seen, in words; {@code null} if all was. */
  public static @Nullable String missed() throws InterruptedException {
    try {
      if (!new SelfTest(new ConcurrentHashMap<>()).seesInterleaving()) {
        return "interleaving in a ConcurrentHashMap";
      }
      if (!new SelfTest(new ConcurrentSkipListMap<>()).seesInterleaving()) {
        return "interleaving in a ConcurrentSkipListMap";
      }
      if (!new SelfTest(Collections.synchronizedMap(new HashMap<>())).seesInterleaving()) {
        return "interleaving in a synchronizedMap";
      }
      return new SelfTest(new ConcurrentHashMap<>()).seesRecursion() ? null : "recursive update";
    } finally {
      CheckThenAct.tell(null);
    }
  }

  private boolean seesInterleaving() throws InterruptedException {
    CheckThenAct.tell(this);
    for (int step = 0; step < 2; step++) {
      Object seen = map.get(KEY);
      Thread other = new Thread(null, this, "badmap-self-test", 0, false);
      other.setDaemon(true);
      other.start();
      other.join(LIMIT_MILLIS);
      interleaved = false;
      map.put(KEY, seen == null ? "first" : "second");
      if (!interleaved) {
        return false;
      }
    }
    // Own changes are none of another thread's.
    interleaved = false;
    map.get(KEY);
    map.remove(KEY);
    map.put(KEY, "third");
    return !interleaved;
  }

  private boolean seesRecursion() {
    CheckThenAct.tell(this);
    try {
      map.computeIfAbsent(KEY, this);
    } catch (IllegalStateException e) {
      return recursed;
    }
    return false;
  }

  @Override
  public void run() {
    map.put(KEY, new Object());
  }

  @Override
  public Object apply(Object key) {
    return String.valueOf(map.put(key, "inner"));
  }

  @Override
  public void interleaved(Interleaving interleaving) {
    interleaved |= interleaving.map == map && interleaving.foreign != null;
  }

  @Override
  public void recursed(Object refusing, Throwable trace, boolean nested) {
    recursed |= refusing == map && nested;
  }
}
