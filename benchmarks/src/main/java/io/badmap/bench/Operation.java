package io.badmap.bench;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One row of the table of operations.
 *
 * @param label what the row is called
 * @param type the class of the benchmark
 * @param method its method
 * @param limit the most that its time with the agent may be of its time without
 */
record Operation(String label, Class<?> type, String method, double limit) {
  private static final double READ = 1.05;
  private static final double WRITE = 1.15;
  private static final double SMALL_MAP = 1.10;
  private static final double SHARED_COMPUTE = 1.10;

  /** Every operation there is, in the order of the table. */
  static final List<Operation> ALL =
      List.of(
          owned("get, hit", "getHit", READ),
          owned("get, miss", "getMiss", READ),
          owned("containsKey, hit", "containsKeyHit", READ),
          owned("containsKey, miss", "containsKeyMiss", READ),
          cousin("HashSet.contains, hit", "setContainsHit", READ),
          cousin("HashSet.contains, miss", "setContainsMiss", READ),
          owned("iterate", "iterate", READ),
          owned("forEach", "forEach", READ),
          owned("put, overwriting", "putOverwrite", WRITE),
          owned("put new + remove", "putRemove", WRITE),
          owned("merge", "merge", WRITE),
          owned("computeIfAbsent, present", "computeIfAbsentPresent", WRITE),
          owned("computeIfAbsent new + remove", "computeIfAbsentRemove", WRITE),
          owned("fresh map, 5 puts, 5 gets", "freshMap", SMALL_MAP),
          cousin("LinkedHashMap.get", "linkedGet", READ),
          cousin("LinkedHashMap.get, access order", "linkedGetAccessOrder", WRITE),
          cousin("LinkedHashMap.put, overwriting", "linkedPut", WRITE),
          other("TreeMap.get", "treeGet", READ),
          other("TreeMap.put, overwriting", "treePut", WRITE),
          other("WeakHashMap.get", "weakGet", READ),
          other("WeakHashMap.put, overwriting", "weakPut", WRITE),
          other("IdentityHashMap.get", "identityGet", READ),
          other("IdentityHashMap.put, overwriting", "identityPut", WRITE),
          other("EnumMap.get", "enumGet", READ),
          other("EnumMap.put, overwriting", "enumPut", WRITE),
          shared("get, shared by 2 threads", "sharedGet", READ),
          shared(
              "computeIfAbsent, present, shared by 2 threads",
              "sharedComputeIfAbsentPresent",
              SHARED_COMPUTE));

  /** Those of lists and queues, which are watched where that is asked for. */
  static final List<Operation> LISTS =
      List.of(
          list("ArrayList.get", "listGet", READ),
          list("ArrayList.set", "listSet", WRITE),
          list("ArrayList.add + remove last", "listAddRemove", WRITE),
          list("ArrayList.contains", "listContains", READ),
          list("ArrayList, iterate", "listIterate", READ),
          list("ArrayList, loop of get", "listLoop", READ),
          list("ArrayList.forEach", "listForEach", READ),
          list("fresh ArrayList, 5 adds, 5 gets", "freshList", SMALL_MAP),
          list("LinkedList.offer + poll", "linkedOfferPoll", WRITE),
          list("ArrayDeque.offer + poll", "dequeOfferPoll", WRITE),
          list("ArrayDeque.push + pop", "dequePushPop", WRITE),
          list("PriorityQueue.offer + poll", "queueOfferPoll", WRITE));

  private static Operation owned(String label, String method, double limit) {
    return new Operation(label, MapOps.class, method, limit);
  }

  private static Operation cousin(String label, String method, double limit) {
    return new Operation(label, CousinOps.class, method, limit);
  }

  private static Operation other(String label, String method, double limit) {
    return new Operation(label, OtherMapOps.class, method, limit);
  }

  private static Operation list(String label, String method, double limit) {
    return new Operation(label, ListOps.class, method, limit);
  }

  private static Operation shared(String label, String method, double limit) {
    return new Operation(label, Shared.class, method, limit);
  }

  /** Whether a search for {@code regex} finds this in its label or its method's name. */
  boolean matches(Pattern regex) {
    return regex.matcher(label).find() || regex.matcher(method).find();
  }

  /** The name that JMH knows it by, as a regular expression for that one alone. */
  String include() {
    return "^" + Pattern.quote(type.getName() + "." + method) + "$";
  }
}
