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
import java.util.IdentityHashMap;
import java.util.List;
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
 * breaks the contract of {@code Map}, so some do, and the same ones must with the agent. All of
 * them take a few minutes.
 */
public final class GuavaSuitesMain {
  private GuavaSuitesMain() {}

  /**
   * Runs the suites of the covered classes; with {@code all} those of the wrappers too. With {@code
   * lists} those of lists and queues instead.
   */
  public static void main(String[] arguments) {
    TestsForMapsInJavaUtil maps = new TestsForMapsInJavaUtil();
    TestsForSetsInJavaUtil sets = new TestsForSetsInJavaUtil();
    if (List.of(arguments).contains("all")) {
      run("maps", maps.allTests());
      run("sets", sets.allTests());
      run("lists", new TestsForListsInJavaUtil().allTests());
      run("queues", new TestsForQueuesInJavaUtil().allTests());
    }
    if (List.of(arguments).contains("lists")) {
      lists();
      return;
    }
    run("HashMap", maps.testsForHashMap());
    run("LinkedHashMap", maps.testsForLinkedHashMap());
    run("TreeMap", maps.testsForTreeMapNatural());
    run("EnumMap", maps.testsForEnumMap());
    run("HashSet", sets.testsForHashSet());
    run("LinkedHashSet", sets.testsForLinkedHashSet());
    run("TreeSet", sets.testsForTreeSetNatural());
    run("WeakHashMap", maps("WeakHashMap", WeakHashMap::new));
    run("IdentityHashMap", maps("IdentityHashMap", IdentityHashMap::new));
    run("newSetFromMap", sets("newSetFromMap", WeakHashMap::new));
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

  private static Test maps(String name, Supplier<Map<String, String>> maker) {
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
        .named(name)
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

  private static Test sets(String name, Supplier<Map<String, Boolean>> maker) {
    return SetTestSuiteBuilder.using(
            new TestStringSetGenerator() {
              @Override
              protected Set<String> create(String[] elements) {
                Set<String> set = Collections.newSetFromMap(maker.get());
                Collections.addAll(set, elements);
                return set;
              }
            })
        .named(name)
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
