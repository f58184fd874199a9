package io.badmap.it.scenarios;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the text of a scenario's class promises.
 *
 * @param scenario its name
 * @param messages Go's words, any of them
 * @param sites {@code Class.method} of either side
 * @param hint found in the hint
 */
record Expectation(String scenario, List<String> messages, Pattern sites, Pattern hint) {
  private static final String WRITES = "concurrent map writes";
  private static final String READ = "concurrent map read and map write";
  private static final String ITERATION = "concurrent map iteration and map write";

  static final List<Expectation> ALL =
      List.of(
          of("two-writers", List.of(WRITES), "UserCache\\.(put|rename|clear)", "one lock"),
          of(
              "reader-and-writer",
              List.of(READ),
              "UserCache\\.(find|rename|evict)",
              "writes under a lock, side . does not take it|one lock"),
          of(
              "iteration-and-writer",
              List.of(ITERATION),
              "SkuIndex\\.put|IterationAndWriter\\.sumPrices",
              "iterates a synchronized wrapper without its lock"),
          of("field-map", List.of(WRITES, READ), "SessionService\\.(open|pay|close)", "one lock"),
          of(
              "lru-read-lock",
              List.of(WRITES, READ),
              "RecentOrders\\.find",
              "access-ordered LinkedHashMap"),
          of(
              "parallel-stream",
              List.of(WRITES),
              "ParallelStream\\.lambda\\$importCatalogue\\$\\d+",
              "a parallel stream fills the map"),
          of(
              "different-locks",
              List.of(READ),
              "SeenRequests\\.(add|remove|contains)",
              "both sides lock, but not the same lock|one lock"));

  private static Expectation of(String scenario, List<String> messages, String sites, String hint) {
    Pattern both = Pattern.compile("io\\.badmap\\.demo\\.(scenario\\.)?(" + sites + ")");
    return new Expectation(scenario, messages, both, Pattern.compile(hint));
  }

  @Override
  public String toString() {
    return scenario;
  }
}
