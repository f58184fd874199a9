package io.badmap.junit;

import io.badmap.MisuseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Threads that use one map at the same time, round by round. Immutable: each method gives a new
 * one.
 *
 * <p>In each round all threads meet at a barrier, wait a few nanoseconds that the seed decides, and
 * run their operation. {@link #run} gives what happened; {@link #table} makes a test of each row,
 * as Go's {@code t.Run} does:
 *
 * <pre>{@code
 * @WatchMaps
 * class CacheTest {
 *   @TestFactory
 *   Stream<DynamicTest> misuse() {
 *     return MapScenario.table(
 *         MapScenario.named("put meets put", HashMap<Integer, Integer>::new)
 *             .threads(2, (map, turn) -> map.put(turn.below(100), 1))
 *             .shows(MisuseKind.WRITES),
 *         MapScenario.named("readers alone", () -> new HashMap<>(Map.of(1, 1)))
 *             .threads(4, (map, turn) -> map.get(1))
 *             .showsNothing());
 *   }
 * }
 * }</pre>
 *
 * @param <M> the map, or whatever holds it
 */
public final class MapScenario<M> {
  /** The system property that sets the seed of all scenarios. */
  static final String SEED = "badmap.seed";

  private static final int ROUNDS = 2_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final String name;
  final Supplier<? extends M> maps;
  final List<MapOperation<? super M>> operations;
  final int rounds;
  final boolean shared;
  final @Nullable Long seed;
  final Duration limit;
  final Verdict verdict;

  /**
   * What a scenario has to show to pass as a test; nothing asked for means no misuse and no error.
   *
   * @param kinds one of these misuses
   * @param error an error of this class
   */
  record Verdict(List<MisuseKind> kinds, @Nullable Class<? extends Throwable> error) {
    /** Whether more rounds can change nothing. */
    boolean isReached(ScenarioResult result) {
      Class<? extends Throwable> wanted = error;
      return wanted == null
          ? kinds.stream().anyMatch(result::has)
          : result.errors().stream().anyMatch(wanted::isInstance);
    }

    boolean isNothing() {
      return kinds.isEmpty() && error == null;
    }

    /** What is wrong with a result; {@code null} for nothing. */
    @Nullable String complaint(ScenarioResult result) {
      if (isNothing()) {
        return result.misuses().isEmpty() && result.errors().isEmpty() ? null : "shows something";
      }
      // Errors beside the misuse are what it leads to.
      return isReached(result)
          ? null
          : "does not show " + (error == null ? kinds : error.getName());
    }
  }

  private MapScenario(
      String name,
      Supplier<? extends M> maps,
      List<MapOperation<? super M>> operations,
      int rounds,
      boolean shared,
      @Nullable Long seed,
      Duration limit,
      Verdict verdict) {
    this.name = name;
    this.maps = maps;
    this.operations = List.copyOf(operations);
    this.rounds = rounds;
    this.shared = shared;
    this.seed = seed;
    this.limit = limit;
    this.verdict = verdict;
  }

  /**
   * A scenario without threads yet: 2,000 rounds, a fresh map in each, 30 s at most.
   *
   * @param name for people
   * @param maps makes the map of a round, on one of the scenario's threads, before the round
   */
  public static <M> MapScenario<M> named(String name, Supplier<? extends M> maps) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(maps, "maps");
    return new MapScenario<>(
        name, maps, List.of(), ROUNDS, false, null, LIMIT, new Verdict(List.of(), null));
  }

  /** Adds a thread. */
  public MapScenario<M> thread(MapOperation<? super M> operation) {
    return threads(1, operation);
  }

  /**
   * Adds threads that do the same.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public MapScenario<M> threads(int count, MapOperation<? super M> operation) {
    positive(count, "count");
    List<MapOperation<? super M>> all = new ArrayList<>(operations);
    for (int i = 0; i < count; i++) {
      all.add(Objects.requireNonNull(operation, "operation"));
    }
    return new MapScenario<>(name, maps, all, rounds, shared, seed, limit, verdict);
  }

  /**
   * Runs so many rounds.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public MapScenario<M> rounds(int count) {
    positive(count, "count");
    return new MapScenario<>(name, maps, operations, count, shared, seed, limit, verdict);
  }

  /** Uses one map in all rounds, as for growth. */
  public MapScenario<M> onOneMap() {
    return new MapScenario<>(name, maps, operations, rounds, true, seed, limit, verdict);
  }

  /** Decides all random numbers; {@code -Dbadmap.seed} wins over it, and else the clock does. */
  public MapScenario<M> seed(long number) {
    return new MapScenario<>(name, maps, operations, rounds, shared, number, limit, verdict);
  }

  /** Begins no round after {@code longest}. */
  public MapScenario<M> within(Duration longest) {
    return new MapScenario<>(name, maps, operations, rounds, shared, seed, longest, verdict);
  }

  /** As a test: one of these misuses must be met; the scenario ends with the first. */
  public MapScenario<M> shows(MisuseKind... kinds) {
    Verdict wanted = new Verdict(List.of(kinds), null);
    return new MapScenario<>(name, maps, operations, rounds, shared, seed, limit, wanted);
  }

  /** As a test: an operation must throw this; the scenario ends with the first. */
  public MapScenario<M> throwing(Class<? extends Throwable> error) {
    Verdict wanted = new Verdict(List.of(), error);
    return new MapScenario<>(name, maps, operations, rounds, shared, seed, limit, wanted);
  }

  /** As a test: no misuse is met and nothing is thrown. This is so from the start. */
  public MapScenario<M> showsNothing() {
    Verdict wanted = new Verdict(List.of(), null);
    return new MapScenario<>(name, maps, operations, rounds, shared, seed, limit, wanted);
  }

  /**
   * Runs it. The test around it does not answer for the misuse it shows.
   *
   * @throws IllegalStateException if there are no threads, no map can be made, or this JVM cannot
   *     be watched
   */
  public ScenarioResult run() {
    if (operations.isEmpty()) {
      throw new IllegalStateException(name + " has no threads");
    }
    Long fixed = Long.getLong(SEED, seed);
    return new ScenarioRun<>(this, fixed == null ? System.nanoTime() : fixed).run();
  }

  /**
   * Runs it as a test.
   *
   * @throws AssertionError if it does not show what it has to, with the seed
   */
  public void check() {
    ScenarioResult result = run();
    String complaint = verdict.complaint(result);
    if (complaint == null) {
      return;
    }
    AssertionError failure = new AssertionError(complaint + "\n" + result);
    result.errors().forEach(failure::addSuppressed);
    throw failure;
  }

  /** A test of each row. */
  public static Stream<DynamicTest> table(MapScenario<?>... rows) {
    return Arrays.stream(rows).map(row -> DynamicTest.dynamicTest(row.name, row::check));
  }

  private static void positive(int number, String what) {
    if (number <= 0) {
      throw new IllegalArgumentException(what + " is " + number);
    }
  }
}
