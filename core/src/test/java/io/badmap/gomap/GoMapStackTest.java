package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations at the very end of a stack, one thread after the other in one map. */
class GoMapStackTest {
  private static final int ROUNDS = 200;
  private static final int KEYS = 400;

  enum Kind {
    INTEGERS(i -> i),
    STRINGS(i -> "key " + i),
    LONGS(i -> (long) i),
    DOUBLES(i -> i * 0.5),
    COLLIDING(i -> new GoMapRandomTest.Own(i % 25, i)),
    MIXED(i -> i % 3 == 0 ? new GoMapRandomTest.Own(i) : "key " + i);

    private final IntFunction<Object> key;

    Kind(IntFunction<Object> key) {
      this.key = key;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aStackThatEndsInsideAnOperationLeavesTheFlagOrABrokenTable(Kind kind) throws Exception {
    Run warm = new Run(kind, 0);
    for (int i = 0; i < 5000; i++) warm.step();
    int overflows = 0;
    Run run = new Run(kind, 1);
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 10 == 0) run = new Run(kind, round);
      Thread thread = new Thread(null, run, "deep", 200_000);
      thread.start();
      thread.join();
      run.check();
      overflows += run.overflows;
    }
    assertThat(overflows).isGreaterThan(ROUNDS);
  }

  /** A map and what is known to be in it; touches nothing but arrays where the stack may end. */
  private static final class Run implements Runnable {
    private final Random random;
    private final GoMap<Object, Integer> map;
    private final Object[] keys = new Object[KEYS];
    private final @Nullable Integer[] values = new Integer[KEYS];
    private final boolean[] unsure = new boolean[KEYS];
    private @Nullable Throwable other;
    private int overflows;
    private int inARow;

    Run(Kind kind, int seed) {
      random = new Random(seed);
      map = GoMap.seeded(0, seed);
      for (int i = 0; i < KEYS; i++) keys[i] = kind.key.apply(i);
    }

    @Override
    public void run() {
      overflows = 0;
      inARow = 0;
      down();
    }

    /** Goes to the end, and on the way back does a step in each frame until some have succeeded. */
    private void down() {
      try {
        down();
      } catch (StackOverflowError e) {
        // This is the end.
      }
      if (inARow > 20) return;
      try {
        step();
        inARow++;
      } catch (StackOverflowError e) {
        overflows++;
        inARow = 0;
      } catch (Throwable e) {
        other = e;
      }
    }

    private void step() {
      int op = random.nextInt(1000);
      int k = random.nextInt(KEYS);
      Integer value = op;
      if (op == 0) {
        for (int i = 0; i < KEYS; i++) unsure[i] = true;
        map.clear();
        for (int i = 0; i < KEYS; i++) {
          unsure[i] = false;
          values[i] = null;
        }
        return;
      }
      unsure[k] = true;
      if (op < 600) {
        map.put(keys[k], value);
        values[k] = value;
      } else {
        map.remove(keys[k]);
        values[k] = null;
      }
      unsure[k] = false;
    }

    void check() {
      assertThat(other).isNull();
      assertThat(map).isValid();
      for (int i = 0; i < KEYS; i++) {
        if (!unsure[i]) assertThat(map.get(keys[i])).isEqualTo(values[i]);
        values[i] = map.get(keys[i]);
        unsure[i] = false;
      }
      int n = 0;
      for (Range<Object, Integer> r = map.range(); r.next(); ) n++;
      assertThat(n).isEqualTo(map.len());
      assertThat(map.copy()).isEqualTo(map);
      for (int i = 0; i < 5; i++) step();
      assertThat(map).isValid();
    }
  }
}
