package io.badmap.gomap;

import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.MapToStringTester;
import java.util.List;
import java.util.Map;
import junit.framework.Test;
import junit.framework.TestSuite;

/** Guava's suites for java.util.Map, for the two classes of keys that have a short way. */
public final class GoMapGuavaTest {
  private GoMapGuavaTest() {}

  public static Test suite() throws NoSuchMethodException {
    TestSuite suite = new TestSuite("GoMap as java.util.Map");
    suite.addTest(suite("String keys", new StringKeys()));
    suite.addTest(suite("Integer keys", new IntegerKeys()));
    return suite;
  }

  private static <K, V> Test suite(String name, TestMapGenerator<K, V> generator)
      throws NoSuchMethodException {
    return MapTestSuiteBuilder.using(generator)
        .named(name)
        .withFeatures(
            MapFeature.GENERAL_PURPOSE,
            MapFeature.ALLOWS_NULL_KEYS,
            MapFeature.ALLOWS_NULL_VALUES,
            MapFeature.ALLOWS_ANY_NULL_QUERIES,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            CollectionSize.ANY)
        // Compares the texts of two iterations, whose order is another one each time, as in Go.
        .suppressing(
            MapToStringTester.class.getMethod("testToString_formatting"),
            MapToStringTester.class.getMethod("testToStringWithNullKey"),
            MapToStringTester.class.getMethod("testToStringWithNullValue"))
        .createTestSuite();
  }

  private static final class StringKeys extends TestStringMapGenerator {
    @Override
    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
      GoMap<String, String> map = GoMap.make();
      for (Map.Entry<String, String> entry : entries) map.put(entry.getKey(), entry.getValue());
      return map;
    }
  }

  private static final class IntegerKeys implements TestMapGenerator<Integer, Integer> {
    @Override
    public SampleElements<Map.Entry<Integer, Integer>> samples() {
      return new SampleElements<>(
          Map.entry(1, 10), Map.entry(2, 20), Map.entry(3, 30), Map.entry(4, 40), Map.entry(5, 50));
    }

    @Override
    public Map<Integer, Integer> create(Object... entries) {
      GoMap<Integer, Integer> map = GoMap.make();
      for (Object o : entries) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) o;
        map.put((Integer) entry.getKey(), (Integer) entry.getValue());
      }
      return map;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map.Entry<Integer, Integer>[] createArray(int length) {
      return (Map.Entry<Integer, Integer>[]) new Map.Entry<?, ?>[length];
    }

    @Override
    public Iterable<Map.Entry<Integer, Integer>> order(
        List<Map.Entry<Integer, Integer>> insertionOrder) {
      return insertionOrder;
    }

    @Override
    public Integer[] createKeyArray(int length) {
      return new Integer[length];
    }

    @Override
    public Integer[] createValueArray(int length) {
      return new Integer[length];
    }
  }
}
