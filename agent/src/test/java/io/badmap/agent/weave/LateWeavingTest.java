package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Short of memory, in a JVM that hands no class to a transformer then. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateWeavingTest {
  private static final List<String> LATE =
      List.of(
          "java.util.TreeMap",
          "java.util.WeakHashMap",
          "java.util.IdentityHashMap",
          "java.util.EnumMap",
          "java.util.Hashtable");

  private final List<String> lines = new ArrayList<>();
  private int transformers;
  private int pauses;
  private int withoutRoom;

  /** How often classes were to be changed, and how often to be given back. */
  private int steps;

  private int restored;

  /** Passes no time. */
  private final LateWeaving weaving =
      new LateWeaving(instrumentation()) {
        @Override
        boolean hasRoom() {
          return withoutRoom-- <= 0;
        }

        @Override
        void loadHooks(Family family) {
          // They are in the boot loader of a JVM with the agent only.
        }

        @Override
        void pause() {
          pauses++;
        }

        @Override
        void tell(String line) {
          lines.add(line);
        }
      };

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            LateWeavingTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "addTransformer" -> transformers++;
                case "removeTransformer" -> transformers--;
                case "retransformClasses" -> {
                  steps += transformers;
                  restored += 1 - transformers;
                }
                default -> {}
              }
              return method.getReturnType() == boolean.class ? true : null;
            });
  }

  private static List<String> told(String problem) {
    return LATE.stream().map(root -> root + " is not watched: " + problem).toList();
  }

  @Test
  void aHeapThatStaysFullIsWaitedForForEverOrByEachFamilyAnew() {
    withoutRoom = Integer.MAX_VALUE;

    weaving.weave(() -> {});

    assertThat(pauses).isEqualTo(LateWeaving.WAITS_FOR_ROOM);
    assertThat(lines).isEqualTo(told("no memory"));
    assertThat(steps).isZero();
    assertThat(weaving.classCount()).isZero();
  }

  @Test
  void aHeapThatIsFullForAWhileKeepsTheFamiliesOut() {
    withoutRoom = LateWeaving.WAITS_FOR_ROOM;

    weaving.weave(() -> {});

    assertThat(lines).doesNotContainAnyElementsOf(told("no memory"));
    assertThat(steps).isPositive();
  }

  @Test
  void aFamilyThatCannotBeWovenIsTriedForEverOrStaysHalfWoven() {
    weaving.weave(() -> {});

    assertThat(steps).isEqualTo(LATE.size() * LateWeaving.ATTEMPTS);
    assertThat(restored).as("given back").isEqualTo(steps);
    assertThat(transformers).isZero();
    assertThat(lines).isEqualTo(told("java.lang.OutOfMemoryError"));
    assertThat(Family.ALL).noneMatch(weaving::has);
  }

  @Test
  void whoWaitsForOperationsUnderWayGivesUpWhereMemoryIsShort() {
    List<String> drained = new ArrayList<>();

    weaving.weave(
        () -> {
          drained.add("once");
          if (drained.size() < 10) {
            throw new OutOfMemoryError();
          }
        });

    assertThat(drained).hasSize(10);
  }
}
