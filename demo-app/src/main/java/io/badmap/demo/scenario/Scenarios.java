package io.badmap.demo.scenario;

import java.util.List;
import java.util.function.Supplier;

/** The scenarios there are. */
public final class Scenarios {
  private static final List<Supplier<Scenario>> ALL =
      List.of(
          TwoWriters::new,
          ReaderAndWriter::new,
          IterationAndWriter::new,
          FieldMap::new,
          LruReadLock::new,
          ParallelStream::new,
          DifferentLocks::new);

  private Scenarios() {}

  /** A fresh instance of each. */
  public static List<Scenario> all() {
    return ALL.stream().map(Supplier::get).toList();
  }

  /** Their names. */
  public static List<String> names() {
    return all().stream().map(Scenario::name).toList();
  }

  /**
   * A fresh instance.
   *
   * @throws java.util.NoSuchElementException if there is none of that name
   */
  public static Scenario named(String name) {
    return all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
