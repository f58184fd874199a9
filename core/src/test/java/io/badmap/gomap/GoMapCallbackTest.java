package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys that throw, change their mind, or use the map they are being looked up in. */
class GoMapCallbackTest {
  private final GoMap<Object, Object> map = GoMap.seeded(0, 1);

  /** A key that runs something in the middle of an operation. */
  private static class Restless {
    private final int id;
    private final Runnable inEquals;
    private final Runnable inHash;

    Restless(int id, Runnable inEquals, Runnable inHash) {
      this.id = id;
      this.inEquals = inEquals;
      this.inHash = inHash;
    }

    @Override
    public int hashCode() {
      inHash.run();
      return id & 3;
    }

    @Override
    public boolean equals(Object o) {
      inEquals.run();
      return o instanceof Restless other && other.id == id;
    }
  }

  private static final Runnable NOTHING = () -> {};

  private static Restless calm(int id) {
    return new Restless(id, NOTHING, NOTHING);
  }

  @Test
  void aKeyThatThrowsLeavesTheFlagOrABrokenTable() {
    for (int i = 0; i < 200; i++) map.put(calm(i), i);
    Runnable thrower =
        () -> {
          throw new IllegalStateException("the key's own");
        };
    for (int i = 0; i < 50; i++) {
      Restless inEquals = new Restless(i, thrower, NOTHING);
      Restless inHash = new Restless(i, NOTHING, thrower);
      assertThatThrownBy(() -> map.put(inEquals, 1)).hasMessage("the key's own");
      assertThatThrownBy(() -> map.delete(inEquals)).hasMessage("the key's own");
      assertThatThrownBy(() -> map.get(inEquals)).hasMessage("the key's own");
      assertThatThrownBy(() -> map.put(inHash, 1)).hasMessage("the key's own");
      assertThatThrownBy(() -> map.get(inHash)).hasMessage("the key's own");
      assertThat(map).isValid();
    }
    assertThat(map.len()).isEqualTo(200);
  }

  @Test
  void aStoredKeyThatThrowsWhenTheTableGrowsLosesEntries() {
    boolean[] bad = new boolean[1];
    Runnable sometimes =
        () -> {
          if (bad[0]) throw new IllegalStateException("not now");
        };
    int refused = 0;
    Random random = new Random(2);
    int n = 0;
    for (int i = 0; i < 1500; i++) {
      Object key = random.nextInt(10) == 0 ? new Restless(i, NOTHING, sometimes) : (Object) i;
      bad[0] = false;
      if (key instanceof Integer) bad[0] = random.nextBoolean();
      try {
        map.put(key, i);
        n++;
      } catch (IllegalStateException e) {
        refused++;
      }
      bad[0] = false;
      assertThat(map.len()).isEqualTo(n);
      if (i % 10 == 0) assertThat(map).isValid();
    }
    assertThat(refused).isPositive();
    assertThat(map).isValid();
  }

  @Test
  void aKeyThatUsesTheMapIsTakenForAnotherThread() {
    for (int i = 0; i < 100; i++) map.put(calm(i), i);
    Restless reader = new Restless(5, () -> map.get("x"), () -> map.len());
    assertThat(map.put(reader, "new")).isEqualTo(5);
    Restless ranger = new Restless(6, () -> map.keySet().forEach(k -> {}), () -> map.copy());
    assertThat(map.get(ranger)).isEqualTo(6);
    assertThat(map.put(ranger, "new")).isEqualTo(6);
    assertThat(map).isValid();
  }

  @Test
  void aKeyThatWritesToTheMapBreaksIt() {
    for (int i = 0; i < 100; i++) map.put(calm(i), i);
    int[] left = {40};
    Runnable writer =
        () -> {
          if (left[0]-- > 0) map.put("w" + left[0], left[0]);
        };
    assertThat(map.put(new Restless(7, writer, writer), "seven")).isEqualTo(7);
    assertThat(map.get(calm(7))).isEqualTo("seven");
    left[0] = 3;
    assertThat(map.get(new Restless(8, writer, writer))).isEqualTo(8);
    left[0] = 3;
    assertThat(map.remove(new Restless(8, writer, writer))).isEqualTo(8);
    Runnable clearing =
        () -> {
          if (left[0]-- > 0) map.clear();
        };
    left[0] = 1;
    map.put(new Restless(9, clearing, NOTHING), 9);
    assertThat(map.len()).isEqualTo(1);
    assertThat(map).isValid();
  }

  @Test
  void aKeyThatAlwaysWritesNeverComesToAnEnd() {
    for (int i = 0; i < 20; i++) map.put(calm(i), i);
    int[] n = {0};
    Restless endless = new Restless(3, () -> map.put(n[0]++, 0), NOTHING);
    assertThatThrownBy(() -> map.put(endless, 1))
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessageContaining(Restless.class.getName());
    assertThatThrownBy(() -> map.get(endless)).isInstanceOf(ConcurrentModificationException.class);
    assertThatThrownBy(() -> map.delete(endless))
        .isInstanceOf(ConcurrentModificationException.class);
    assertThat(map).isValid();
  }

  @Test
  void aKeyThatChangesItsMindBreaksTheTable() {
    Random random = new Random(3);
    class Fickle {
      @Override
      public int hashCode() {
        return 7;
      }

      @Override
      public boolean equals(Object o) {
        return random.nextBoolean();
      }
    }
    for (int i = 0; i < 500; i++) {
      map.put(new Fickle(), i);
      if (i % 3 == 0) map.delete(new Fickle());
    }
    assertThat(map.stats().flags()).doesNotContain("hashWriting");
    int n = 0;
    for (Range<Object, Object> r = map.range(); r.next(); ) n++;
    assertThat(n).isEqualTo(map.len());
    map.clear();
    assertThat(map).isValid();
  }

  @Test
  void aStackOverflowInAKeyLeavesTheFlag() {
    map.put("a", 1);
    class Deep {
      @Override
      public int hashCode() {
        return 1;
      }

      @Override
      @SuppressWarnings("InfiniteRecursion")
      public boolean equals(Object o) {
        return map.get(new Deep()) == null || equals(o);
      }
    }
    map.put(new Deep(), 1);
    assertThatThrownBy(() -> map.put(new Deep(), 2)).isInstanceOf(StackOverflowError.class);
    assertThat(map.stats().flags()).doesNotContain("hashWriting");
    assertThat(map.get("a")).isEqualTo(1);
  }
}
