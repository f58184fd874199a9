package io.badmap.junit;

import java.util.SplittableRandom;

/**
 * What an operation of a {@link MapScenario} is told. Confined to its thread.
 *
 * @param round which round it is, from 0
 * @param thread which thread runs it, from 0
 * @param random numbers that the seed, the round and the thread decide
 */
public record Turn(int round, int thread, SplittableRandom random) {
  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
