package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random operations against java.util.HashMap, the structure checked after each. */
class GoMapRandomTest {
  /** The classes of keys that take different ways through the map. */
  enum Keys {
    INTEGERS(i -> i),
    STRINGS(i -> "key " + i),
    LONGS(i -> (long) i),
    DOUBLES(i -> i * 0.5),
    OWN(Own::new),
    COLLIDING(i -> new Own(i % 5, i)),
    RECORDS(i -> new Point(i * 0.5, "p" + i)),
    MIXED(
        i ->
            switch (i % 6) {
              case 0 -> i;
              case 1 -> "key " + i;
              case 2 -> (long) i;
              case 3 -> (float) i;
              case 4 -> new Own(i);
              default -> new Point(i, i);
            });

    private final IntFunction<Object> key;

    Keys(IntFunction<Object> key) {
      this.key = key;
    }
  }

  record Point(double x, Object label) {}

  /** A key with a hashCode and an equals of its own. */
  static final class Own {
    private final int hash;
    private final int id;

    Own(int id) {
      this(id, id);
    }

    Own(int hash, int id) {
      this.hash = hash;
      this.id = id;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Own other && other.id == id;
    }

    @Override
    public String toString() {
      return "own " + id;
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void aRandomSequenceOfOperationsLeavesAnotherContentThanAPlainMap(Keys keys) {
    for (int seed = 0; seed < 15; seed++) {
      new Run(keys, seed).go(600);
    }
  }

  private static final class Run {
    private final Keys keys;
    private final Random random;
    private final int range;
    private final Map<Object, Object> model = new HashMap<>();
    private GoMap<Object, Object> map;

    Run(Keys keys, int seed) {
      this.keys = keys;
      random = new Random(seed);
      range = 1 + random.nextInt(300);
      map = GoMap.seeded(random.nextInt(3) == 0 ? random.nextInt(200) : 0, seed);
    }

    void go(int steps) {
      for (int i = 0; i < steps; i++) {
        step(i);
        assertThat(map).isValid();
        assertThat(map.len()).isEqualTo(model.size());
      }
      assertThat((Map<Object, Object>) map).isEqualTo(model);
      assertThat(model).isEqualTo(map);
    }

    private void step(int i) {
      Object key = keys.key.apply(random.nextInt(range));
      int op = random.nextInt(1000);
      if (op < 550) {
        assertThat(map.put(key, i)).isEqualTo(model.put(key, i));
      } else if (op < 800) {
        assertThat(map.remove(key)).isEqualTo(model.remove(key));
      } else if (op < 950) {
        assertThat(map.get(key)).isEqualTo(model.get(key));
        assertThat(map.access2(key).ok()).isEqualTo(model.containsKey(key));
      } else if (op < 970) {
        map = map.copy();
      } else if (op < 973) {
        map.clear();
        model.clear();
      } else {
        rangeWithWrites(i);
      }
    }

    /** Puts and deletes inside a range: nothing twice, nothing deleted, all that stayed. */
    private void rangeWithWrites(int i) {
      Set<Object> must = new HashSet<>(model.keySet());
      Set<Object> deleted = new HashSet<>();
      Set<Object> again = new HashSet<>();
      List<Object> seen = new ArrayList<>();
      for (Range<Object, Object> r = map.range(); r.next(); ) {
        assertThat(deleted).doesNotContain(r.key());
        assertThat(model).containsEntry(r.key(), r.value());
        if (!again.contains(r.key())) assertThat(seen).doesNotContain(r.key());
        seen.add(r.key());
        Object key = keys.key.apply(random.nextInt(range));
        if (random.nextInt(3) == 0) {
          map.delete(key);
          model.remove(key);
          must.remove(key);
          deleted.add(key);
        } else if (random.nextInt(3) == 0) {
          map.assign(key, i);
          model.put(key, i);
          if (deleted.remove(key)) again.add(key);
        }
        assertThat(map).isValid();
      }
      assertThat(seen).containsAll(must);
    }
  }
}
