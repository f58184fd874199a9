package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/** What a hunt has learned of two places, for the next one. Immutable. */
public final class LearnedPair {
  public final Place first;

  /** {@code null} where the partner was never seen. */
  public final @Nullable Place second;

  public final Verdict verdict;

  /** How long the next delay would be. */
  public final long delayNanos;

  public LearnedPair(Place first, @Nullable Place second, Verdict verdict, long delayNanos) {
    this.first = first;
    this.second = second;
    this.verdict = verdict;
    this.delayNanos = delayNanos;
  }
}
