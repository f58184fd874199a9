package io.badmap.junit;

/**
 * What one thread of a {@link MapScenario} does to the map.
 *
 * @param <M> the map, or whatever holds it
 */
@FunctionalInterface
public interface MapOperation<M> {
  /**
   * Does it once.
   *
   * @throws Exception whatever goes wrong; the scenario's result has it
   */
  void apply(M map, Turn turn) throws Exception;
}
