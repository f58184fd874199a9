package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Access;
import io.badmap.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Stacks are real ones: a key's hashCode or a callback throws from inside the map operation. */
class FramesTest {
  private final Frames frames = new Frames(Stacks.NO_TABLE, List.of("*.FramesTest$Wrapper"));

  /** A key that shows the stack it is hashed on. */
  private static final class Probe {
    @Override
    public int hashCode() {
      throw new Here();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  private static final class Here extends RuntimeException {}

  /** The stack from the first frame of the collections framework outwards. */
  private static StackTraceElement[] stackOf(Runnable use) {
    try {
      use.run();
    } catch (Here here) {
      StackTraceElement[] stack = here.getStackTrace();
      int start = 0;
      while (!stack[start].getClassName().startsWith("java.util.")) {
        start++;
      }
      return java.util.Arrays.copyOfRange(stack, start, stack.length);
    }
    throw new AssertionError("not reached");
  }

  private static void assertOperation(Operation operation, String name, Access access) {
    assertThat(operation.name()).isEqualTo(name);
    assertThat(operation.access()).isEqualTo(access);
    assertThat(operation.caller().getClassName()).startsWith(FramesTest.class.getName());
  }

  @Test
  void aPutIsNamedByItsMapMethodAndItsCaller() {
    Map<Object, Object> map = new HashMap<>();

    Operation put = frames.operation(stackOf(() -> map.put(new Probe(), 1)), Effect.STRUCTURAL);

    assertOperation(put, "put", Access.WRITE);
  }

  @Test
  void aSetIsNamedByItsOwnMethodNotByTheMapInside() {
    Set<Object> set = new HashSet<>(List.of("filled"));
    List<Object> probes = List.of(new Probe());

    assertOperation(
        frames.operation(stackOf(() -> set.add(new Probe())), Effect.STRUCTURAL),
        "add",
        Access.WRITE);
    assertOperation(
        frames.operation(stackOf(() -> set.addAll(probes)), Effect.STRUCTURAL),
        "addAll",
        Access.WRITE);
    assertOperation(
        frames.operation(stackOf(() -> set.contains(new Probe())), Effect.NONE),
        "contains",
        Access.READ);
  }

  @Test
  void aConditionalWriteThatChangedNothingIsARead() {
    Map<Object, Object> map = new HashMap<>();

    StackTraceElement[] stack = stackOf(() -> map.computeIfAbsent(new Probe(), key -> 1));

    assertOperation(frames.operation(stack, Effect.NONE), "computeIfAbsent", Access.READ);
    assertOperation(frames.operation(stack, Effect.VALUE), "computeIfAbsent", Access.WRITE);
  }

  @Test
  void aReadThatMovedAnEntryIsAWrite() {
    Map<Object, Object> map = new LinkedHashMap<>(16, 0.75f, true);
    map.put("filled", 1);

    Operation get = frames.operation(stackOf(() -> map.get(new Probe())), Effect.STRUCTURAL);

    assertOperation(get, "get", Access.WRITE);
  }

  @Test
  void aStreamOverAMapIsNamedByItsTerminalOperation() {
    Operation collect =
        frames.operation(
            Stacks.stack(
                "java.util.HashMap$KeySpliterator.forEachRemaining(HashMap.java:1620)",
                "java.util.stream.AbstractPipeline.copyInto(AbstractPipeline.java:509)",
                "java.util.stream.AbstractPipeline.evaluate(AbstractPipeline.java:234)",
                "java.util.stream.ReferencePipeline.collect(ReferencePipeline.java:682)",
                "com.acme.A.names(A.java:12)"),
            Effect.NONE);

    assertThat(collect.name()).isEqualTo("collect");
    assertThat(collect.access()).isEqualTo(Access.ITERATION);
    assertThat(Sites.site(collect.caller())).isEqualTo("com.acme.A.names(A.java:12)");
  }

  @Test
  void aPutOutOfAStreamOrOfAnotherMapsTraversalIsAPut() {
    Set<Object> source = Set.of(new Object());
    Map<Object, Object> first = new HashMap<>(Map.of("a", "b"));
    Map<Object, Object> second = new HashMap<>();

    Operation merged =
        frames.operation(
            stackOf(() -> source.stream().collect(Collectors.toMap(key -> new Probe(), key -> 1))),
            Effect.STRUCTURAL);
    Operation nested =
        frames.operation(
            Stacks.stack(
                Stacks.put(),
                "java.util.HashMap.forEach(HashMap.java:1421)",
                "com.acme.A.copy(A.java:9)"),
            Effect.STRUCTURAL);

    assertThat(merged.name()).isEqualTo("putIfAbsent");
    assertThat(merged.caller().getClassName()).startsWith(FramesTest.class.getName());
    assertThat(nested.name()).isEqualTo("put");
    assertThat(Sites.site(nested.caller())).isEqualTo("com.acme.A.copy(A.java:9)");
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void aStepOfAnIteratorIsAnIterationAndItsRemoveAWrite() {
    String caller = "com.acme.A.each(A.java:5)";

    Operation next =
        frames.operation(
            Stacks.stack(
                "java.util.HashMap$HashIterator.nextNode(HashMap.java:1597)",
                "java.util.HashMap$KeyIterator.next(HashMap.java:1620)",
                caller),
            Effect.NONE);
    Operation remove =
        frames.operation(
            Stacks.stack("java.util.HashMap$HashIterator.remove(HashMap.java:1611)", caller),
            Effect.STRUCTURAL);

    assertThat(next.name()).isEqualTo("next");
    assertThat(next.access()).isEqualTo(Access.ITERATION);
    assertThat(remove.name()).isEqualTo("remove");
    assertThat(remove.access()).isEqualTo(Access.WRITE);
  }

  @Test
  void aCopyIntoAListIsCalledByWhoMadeTheList() {
    Operation copy =
        frames.operation(
            Stacks.stack(
                "java.util.HashMap.valuesToArray(HashMap.java:978)",
                "java.util.HashMap$Values.toArray(HashMap.java:1050)",
                "java.util.ArrayList.<init>(ArrayList.java:181)",
                "com.acme.A.snapshot(A.java:7)"),
            Effect.NONE);

    assertThat(copy.name()).isEqualTo("toArray");
    assertThat(copy.access()).isEqualTo(Access.ITERATION);
    assertThat(Sites.site(copy.caller())).isEqualTo("com.acme.A.snapshot(A.java:7)");
  }

  @Test
  void cloneIsAClone() {
    Operation clone =
        frames.operation(
            Stacks.stack("java.util.HashMap.clone(HashMap.java:1462)", "com.acme.A.copy(A.java:7)"),
            Effect.NONE);

    assertThat(clone.access()).isEqualTo(Access.CLONE);
  }

  private static final class Wrapper {
    private final Map<Object, Object> map = new HashMap<>();

    void put(Object key) {
      map.put(key, key);
    }
  }

  @Test
  void framesOfWrappersAreNeverTheCaller() {
    Wrapper wrapper = new Wrapper();

    Operation put = frames.operation(stackOf(() -> wrapper.put(new Probe())), Effect.STRUCTURAL);

    assertThat(put.name()).isEqualTo("put");
    assertThat(put.caller().getClassName()).isEqualTo(FramesTest.class.getName());
    assertThat(put.caller().getMethodName()).contains("framesOfWrappersAreNeverTheCaller");
  }

  @Test
  void reflectionBetweenIsNotTheCaller() throws Exception {
    java.lang.reflect.Method put = Map.class.getMethod("put", Object.class, Object.class);
    Map<Object, Object> map = new HashMap<>();
    List<StackTraceElement[]> stacks = new ArrayList<>();

    try {
      put.invoke(map, new Probe(), 1);
    } catch (java.lang.reflect.InvocationTargetException e) {
      StackTraceElement[] stack = e.getCause().getStackTrace();
      stacks.add(java.util.Arrays.copyOfRange(stack, 1, stack.length));
    }

    assertOperation(frames.operation(stacks.get(0), Effect.STRUCTURAL), "put", Access.WRITE);
  }

  @Test
  void withoutAnyOutsiderTheOutermostFrameIsTheCaller() {
    Operation add =
        frames.operation(
            Stacks.stack(
                Stacks.put(),
                "java.util.HashSet.add(HashSet.java:229)",
                "java.util.stream.ForEachOps$ForEachTask.compute(ForEachOps.java:291)",
                "java.util.concurrent.CountedCompleter.exec(CountedCompleter.java:754)",
                "java.util.concurrent.ForkJoinWorkerThread.run(ForkJoinWorkerThread.java:165)"),
            Effect.STRUCTURAL);

    assertThat(add.name()).isEqualTo("add");
    assertThat(Sites.site(add.caller()))
        .isEqualTo("java.util.concurrent.ForkJoinWorkerThread.run(ForkJoinWorkerThread.java:165)");
  }

  @Test
  void theCallerOfAThreadThatHasLeftTheMapIsNotInTheJdk() {
    Operation left =
        frames.operation(
            Stacks.stack(
                "java.lang.ThreadLocal.set(ThreadLocal.java:222)",
                "java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:322)",
                "com.acme.A.first(A.java:4)"),
            Effect.UNFINISHED);

    assertThat(left.name()).isNull();
    assertThat(left.access()).isEqualTo(Access.WRITE);
    assertThat(Sites.site(left.caller())).isEqualTo("com.acme.A.first(A.java:4)");
  }

  @Test
  void anEmptyStackHasNoOperationAndNoCaller() {
    Operation none = frames.operation(new StackTraceElement[0], Effect.UNFINISHED);

    assertThat(none).isEqualTo(new Operation(null, Access.WRITE, -1, -1, null));
  }

  @Test
  void theTableOfTheAgentDecidesBeforeNamesDo() {
    Frames told =
        new Frames((className, method) -> method.equals("putVal") ? null : Access.CLONE, List.of());

    Operation operation =
        told.operation(
            Stacks.stack("java.util.HashMap.put(HashMap.java:610)", "com.acme.A.first(A.java:1)"),
            Effect.NONE);

    assertThat(operation.access()).isEqualTo(Access.CLONE);
  }

  @Test
  void aThreadSeenInACallbackIsNamedByTheMapOperationBelowIt() {
    StackTraceElement[] parked =
        Stacks.stack(
            "java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)",
            "com.acme.Key.hashCode(Key.java:5)",
            "java.util.HashMap.hash(HashMap.java:338)",
            Stacks.put(),
            "com.acme.A.first(A.java:1)");

    StackTraceElement[] stack = frames.fromMap(parked, true, Effect.UNFINISHED);

    assertThat(stack).hasSize(2).startsWith(Stacks.frame(Stacks.put()));
    Operation put = frames.operation(stack, Effect.UNFINISHED);
    assertThat(put.name()).isEqualTo("put");
    assertThat(put.caller()).isEqualTo(Stacks.frame("com.acme.A.first(A.java:1)"));
  }

  @Test
  void aThreadSeenInTheGuardIsNamedByItsMapOperation() {
    StackTraceElement[] back =
        Stacks.stack(
            "jdk.internal.misc.Unsafe.getInt(Unsafe.java:1)",
            "io.badmap.guard.HashMapGuard.enterRead(HashMapGuard.java:83)",
            "java.util.LinkedHashMap.get(LinkedHashMap.java:1)",
            "com.acme.A.first(A.java:1)");

    StackTraceElement[] stack = frames.fromMap(back, false, Effect.UNFINISHED);

    assertThat(stack).hasSize(2);
    assertThat(frames.operation(stack, Effect.UNFINISHED).name()).isEqualTo("get");
  }

  @Test
  void aThreadThatHasLeftTheMapIsNotNamedByAnOperationFurtherOut() {
    StackTraceElement[] gone =
        Stacks.stack(
            "com.acme.A.first(A.java:1)",
            "java.util.HashMap.forEach(HashMap.java:1)",
            "com.acme.B.all(B.java:1)");

    assertThat(frames.fromMap(gone, false, Effect.UNFINISHED)).isEqualTo(gone);
  }

  @Test
  void aLambdaBeingMadeIsNotACaller() {
    StackTraceElement[] stack = {
      new StackTraceElement("a.Race$$Lambda$523/0x00007f4828142688", "<init>", null, -1),
      new StackTraceElement(
          "java.lang.invoke.DirectMethodHandle$Holder", "newInvokeSpecial", null, -1),
      new StackTraceElement("a.Race", "overwrite", "Race.java", 65),
      new StackTraceElement("a.Race$$Lambda/0x00007f4828142230", "run", null, -1),
    };

    Operation operation = frames.operation(stack, Effect.UNFINISHED);

    assertThat(operation.name()).isNull();
    assertThat(operation.caller()).isEqualTo(stack[2]);
  }
}
