package io.badmap.it.laws;

import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.TestsForListsInJavaUtil;
import com.google.common.collect.testing.TestsForMapsInJavaUtil;
import com.google.common.collect.testing.TestsForQueuesInJavaUtil;
import com.google.common.collect.testing.TestsForSetsInJavaUtil;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import junit.framework.AssertionFailedError;
import junit.framework.Test;
import junit.framework.TestListener;
import junit.framework.TestResult;

/**
 * Runs guava-testlib's suites over the collections of {@code java.util}. Prints each suite with the
 * number of its tests, and each test that failed with the class of what it threw: an identity map
 * breaks the contract of {@code Map}, so some do, and the same ones must with the agent.
 */
public final class GuavaSuitesMain {
  private static final TestsForMapsInJavaUtil MAPS = new TestsForMapsInJavaUtil();
  private static final TestsForSetsInJavaUtil SETS = new TestsForSetsInJavaUtil();

  private GuavaSuitesMain() {}

  /** Runs one kind: {@code maps}, {@code wrappers} or {@code lists}. */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "maps" -> maps();
      case "wrappers" -> wrappers();
      case "lists" -> lists();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void maps() {
    run("HashMap", MAPS.testsForHashMap());
    run("LinkedHashMap", MAPS.testsForLinkedHashMap());
    run("LinkedHashMap by access", maps(() -> new LinkedHashMap<>(16, 0.75f, true)));
    run("TreeMap", MAPS.testsForTreeMapNatural());
    run("TreeMap with a comparator", MAPS.testsForTreeMapWithComparator());
    run("Hashtable", MAPS.testsForHashtable());
    run("EnumMap", MAPS.testsForEnumMap());
    run("WeakHashMap", maps(WeakHashMap::new));
    run("IdentityHashMap", maps(IdentityHashMap::new));
    run("HashSet", SETS.testsForHashSet());
    run("HashSet with one bin", SETS.testsForBadlyCollidingHashSet());
    run("LinkedHashSet", SETS.testsForLinkedHashSet());
    run("TreeSet", SETS.testsForTreeSetNatural());
    run("TreeSet with a comparator", SETS.testsForTreeSetWithComparator());
  }

  /** Concurrent maps too, which {@code atomicity=on} watches like synchronized ones. */
  private static void wrappers() {
    run("checkedMap", MAPS.testsForCheckedMap());
    run("checkedSortedMap", MAPS.testsForCheckedSortedMap());
    run("checkedNavigableMap", MAPS.testsForCheckedNavigableMap());
    run("synchronizedMap", maps(() -> Collections.synchronizedMap(new HashMap<>())));
    run("synchronizedNavigableMap", MAPS.testsForSynchronizedNavigableMap());
    run("unmodifiableMap", MAPS.testsForUnmodifiableMap());
    run("unmodifiableSortedMap", MAPS.testsForUnmodifiableSortedMap());
    run("unmodifiableNavigableMap", MAPS.testsForUnmodifiableNavigableMap());
    run("checkedSet", SETS.testsForCheckedSet());
    run("unmodifiableSet", SETS.testsForUnmodifiableSet());
    run("newSetFromMap of a HashMap", sets(HashMap::new));
    run("newSetFromMap of a LinkedHashMap", sets(LinkedHashMap::new));
    run("newSetFromMap of a WeakHashMap", sets(WeakHashMap::new));
    run("newSetFromMap of an IdentityHashMap", sets(IdentityHashMap::new));
    run("ConcurrentHashMap", MAPS.testsForConcurrentHashMap());
    run("ConcurrentSkipListSet", SETS.testsForConcurrentSkipListSetNatural());
  }

  private static void lists() {
    TestsForListsInJavaUtil lists = new TestsForListsInJavaUtil();
    TestsForQueuesInJavaUtil queues = new TestsForQueuesInJavaUtil();
    run("ArrayList", lists.testsForArrayList());
    run("LinkedList", lists.testsForLinkedList());
    run("LinkedList as a queue", queues.testsForLinkedList());
    run("ArrayDeque", queues.testsForArrayDeque());
    run("PriorityQueue", queues.testsForPriorityQueue());
  }

  private static Test maps(Supplier<Map<String, String>> maker) {
    return MapTestSuiteBuilder.using(
            new TestStringMapGenerator() {
              @Override
              protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                Map<String, String> map = maker.get();
                for (Map.Entry<String, String> entry : entries) {
                  map.put(entry.getKey(), entry.getValue());
                }
                return map;
              }
            })
        .named("own")
        .withFeatures(
            MapFeature.GENERAL_PURPOSE,
            MapFeature.ALLOWS_NULL_KEYS,
            MapFeature.ALLOWS_NULL_VALUES,
            MapFeature.ALLOWS_ANY_NULL_QUERIES,
            MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            CollectionSize.ANY)
        .createTestSuite();
  }

  private static Test sets(Supplier<Map<String, Boolean>> maker) {
    return SetTestSuiteBuilder.using(
            new TestStringSetGenerator() {
              @Override
              protected Set<String> create(String[] elements) {
                Set<String> set = Collections.newSetFromMap(maker.get());
                Collections.addAll(set, elements);
                return set;
              }
            })
        .named("own")
        .withFeatures(
            CollectionFeature.GENERAL_PURPOSE,
            CollectionFeature.ALLOWS_NULL_VALUES,
            CollectionSize.ANY)
        .createTestSuite();
  }

  private static void run(String name, Test suite) {
    Map<String, String> failed = new TreeMap<>();
    TestResult result = new TestResult();
    result.addListener(new Failures(failed));
    suite.run(result);
    System.out.println(name + " " + result.runCount() + " tests, " + failed.size() + " failed");
    failed.forEach((test, thrown) -> System.out.println("  " + test + " " + thrown));
  }

  /** Keeps what failed. */
  private record Failures(Map<String, String> failed) implements TestListener {
    @Override
    public void addError(Test test, Throwable thrown) {
      failed.put(test.toString(), thrown.getClass().getName());
    }

    @Override
    public void addFailure(Test test, AssertionFailedError thrown) {
      failed.put(test.toString(), thrown.getClass().getName());
    }

    @Override
    public void endTest(Test test) {}

    @Override
    public void startTest(Test test) {}
  }
}
