package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.Sighting;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MapNamesTest {
  private static final Map<Object, Object> SHARED = new HashMap<>(Map.of("k", "v"));
  private final Map<Object, Object> cache = new HashMap<>(Map.of("k", "v"));
  private final Map<Object, Object> other = new HashMap<>(Map.of("k", "v"));

  private final MapNames names =
      new MapNames(
          new Frames(Stacks.NO_TABLE, List.of()),
          new LoadedClassFiles(() -> new Class<?>[] {MapNamesTest.class}));

  /** Shows the stack on which it is hashed or visited. */
  private static final class Probe {
    @Override
    public int hashCode() {
      throw new Here();
    }

    @Override
    public boolean equals(Object object) {
      return this == object;
    }
  }

  private static final class Here extends RuntimeException {}

  private static final Consumer<Object> STOP =
      each -> {
        throw new Here();
      };

  private MapName name(Effect effect, Runnable use) {
    try {
      use.run();
    } catch (Here here) {
      StackTraceElement[] stack = here.getStackTrace();
      int start = 0;
      while (!stack[start].getClassName().startsWith("java.")) {
        start++;
      }
      Party party =
          new Party(
              Thread.currentThread(),
              Arrays.copyOfRange(stack, start, stack.length),
              Sighting.IN_FLIGHT,
              effect,
              null);
      return names.name(Stacks.reports().report(1, new Encounter(cache, 0, party, null)));
    }
    throw new AssertionError("not reached");
  }

  @Test
  void anInstanceFieldIsNamedByItsClass() {
    assertThat(name(Effect.STRUCTURAL, () -> cache.put(new Probe(), 1)))
        .isEqualTo(new MapName("MapNamesTest.cache", false));
  }

  @Test
  void aStaticFieldIsKnownToBeStatic() {
    assertThat(name(Effect.STRUCTURAL, () -> SHARED.put(new Probe(), 1)))
        .isEqualTo(new MapName("MapNamesTest.SHARED", true));
  }

  @Test
  void aLocalVariableOfOneAssignmentLeadsToItsField() {
    MapName name =
        name(
            Effect.STRUCTURAL,
            () -> {
              HashMap<Object, Object> local = (HashMap<Object, Object>) cache;
              local.put(new Probe(), 1);
            });

    assertThat(name).isEqualTo(new MapName("MapNamesTest.cache", false));
  }

  @Test
  void aVariableThatCouldHoldEitherMapHasNoName() {
    MapName name =
        name(
            Effect.STRUCTURAL,
            () -> {
              Map<Object, Object> either = cache;
              if (other.size() == 1) {
                either = other;
              }
              either.put(new Probe(), 1);
            });

    assertThat(name).isNull();
  }

  @Test
  void twoMapsOnOneLineHaveNoName() {
    assertThat(name(Effect.STRUCTURAL, () -> put(cache.put("a", 1), other.put(new Probe(), 1))))
        .isNull();
  }

  private static void put(Object first, Object second) {}

  @Test
  void aViewOrStreamLeadsToItsMap() {
    MapName view = name(Effect.NONE, () -> cache.keySet().forEach(STOP));
    MapName stream =
        name(Effect.NONE, () -> SHARED.values().stream().filter(each -> true).forEach(STOP));

    // The traversal calls STOP, so the innermost frame here is the caller's lambda: both stacks
    // begin at the map's own traversal.
    assertThat(view).isEqualTo(new MapName("MapNamesTest.cache", false));
    assertThat(stream).isEqualTo(new MapName("MapNamesTest.SHARED", true));
  }

  @Test
  void theMapThatIsCopiedIsNamedNotTheOneThatIsFilled() throws Exception {
    Map<Object, Object> target = new HashMap<>();
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    target.putAll(cache);

    Party party =
        Stacks.party(
            Effect.NONE,
            null,
            "java.util.HashMap$HashIterator.nextNode(HashMap.java:1597)",
            "java.util.HashMap$EntryIterator.next(HashMap.java:1630)",
            "java.util.HashMap.putMapEntries(HashMap.java:511)",
            "java.util.HashMap.putAll(HashMap.java:781)",
            MapNamesTest.class.getName()
                + ".theMapThatIsCopiedIsNamedNotTheOneThatIsFilled(MapNamesTest.java:"
                + line
                + ")");

    assertThat(names.name(Stacks.reports().report(1, new Encounter(cache, 0, party, null))))
        .isEqualTo(new MapName("MapNamesTest.cache", false));
  }

  @Test
  void aParameterHasNoName() {
    assertThat(name(Effect.STRUCTURAL, () -> fill(cache))).isNull();
  }

  private static void fill(Map<Object, Object> map) {
    map.put(new Probe(), 1);
  }

  @Test
  void bothSidesGiveBothNamesWhereTheyDiffer() {
    List<Party> parties = new ArrayList<>();
    for (String method : List.of("inCache", "inOther")) {
      int line = method.equals("inCache") ? inCache(false) : inOther(false);
      parties.add(
          Stacks.party(
              Effect.STRUCTURAL,
              null,
              Stacks.put(),
              MapNamesTest.class.getName() + "." + method + "(MapNamesTest.java:" + line + ")"));
    }

    MapName same =
        names.name(
            Stacks.reports().report(1, new Encounter(cache, 0, parties.get(0), parties.get(0))));
    MapName both =
        names.name(
            Stacks.reports().report(1, new Encounter(cache, 0, parties.get(0), parties.get(1))));

    assertThat(same.text()).isEqualTo("MapNamesTest.cache");
    assertThat(both.text()).isEqualTo("MapNamesTest.cache and MapNamesTest.other");

    Party gone = parties.get(1);
    Party later = new Party(gone.thread, gone.stack, Sighting.JUST_AFTER, gone.effect, gone.locks);
    MapName staying =
        names.name(Stacks.reports().report(1, new Encounter(cache, 0, parties.get(0), later)));
    assertThat(staying.text()).isEqualTo("MapNamesTest.cache");
  }

  private int inCache(boolean run) {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 2;
    if (run) {
      cache.put("a", 1);
    }
    return line;
  }

  private int inOther(boolean run) {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 2;
    if (run) {
      other.put("a", 1);
    }
    return line;
  }

  @Test
  void aClassWithoutAFileHasNoName() {
    Party party =
        Stacks.party(Effect.STRUCTURAL, null, Stacks.put(), "com.acme.Gone.x(Gone.java:1)");

    assertThat(names.name(Stacks.reports().report(1, new Encounter(cache, 0, party, party))))
        .isNull();
  }
}
