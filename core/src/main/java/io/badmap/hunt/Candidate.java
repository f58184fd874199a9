package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/**
 * A pair of sites that came near each other, and what delays have shown of it so far.
 *
 * <p>A delay begins at a few times the distance of the near miss and doubles each time that it
 * meets nobody. Once it is as long as the hunt allows, the probability of a further one is halved
 * each time instead. The pair is dropped when little of it is left, or when the partner was seen to
 * be ordered behind the delay: three times it came at the very moment the delay ended, as a thread
 * does that waited for a lock or for a hand-over, or three times both held one lock.
 *
 * <p>Fields are racy on purpose: a lost update is a delay more or less.
 */
final class Candidate {
  private static final int ENOUGH = 3;

  /** 2^-5 of the probability left: dropped. */
  private static final int MOST_HALVINGS = 5;

  final int number;
  final Site first;

  /** {@code null} where the partner is not known. */
  final @Nullable Site second;

  final long key;

  volatile Verdict verdict = Verdict.LIVE;

  /** How long the next delay lasts, in nanoseconds. */
  long delayNanos;

  int delays;
  int halvings;

  /** How often the partner came right at the end of a delay. */
  int waited;

  /** How often both sides held one lock. */
  int locked;

  /** How often one of the threads was not there yet, or no longer, when the other one came. */
  int apart;

  /** Random draws so far. */
  private int draws;

  Candidate(int number, Site first, @Nullable Site second) {
    this.number = number;
    this.first = first;
    this.second = second;
    this.key = key(hash(first), hash(second));
  }

  private static int hash(@Nullable Site site) {
    return site == null ? 0 : site.place.hashCode();
  }

  /** The same for both orders. */
  private static long key(int a, int b) {
    return a < b ? (long) a << 32 | b & 0xFFFFFFFFL : (long) b << 32 | a & 0xFFFFFFFFL;
  }

  boolean isOf(@Nullable Site a, @Nullable Site b) {
    return first == a && second == b || first == b && second == a;
  }

  /** The other site of the pair; {@code null} where it is not known. */
  @Nullable Site partner(Site site) {
    return first == site ? second : first;
  }

  /**
   * A number that depends on the seed, the pair and how many were drawn for it: SplitMix64, after
   * Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014.
   */
  private long draw(long seed) {
    long z = seed + key + 0x9E3779B97F4A7C15L * ++draws;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  boolean isDrawn(long seed) {
    return halvings == 0 || (draw(seed) & (1L << halvings) - 1) == 0;
  }

  /**
   * The length of a delay: up to an eighth off either way, so that two threads fall out of step.
   */
  long lengthOf(long seed, long longestNanos) {
    long eighth = delayNanos >> 3;
    long length = delayNanos - eighth + (draw(seed) >>> 1) % (2 * eighth + 1);
    return Math.min(length, longestNanos);
  }

  void metNobody(long longestNanos) {
    delays++;
    if (delayNanos < longestNanos) {
      delayNanos = Math.min(2 * delayNanos, longestNanos);
    } else if (++halvings > MOST_HALVINGS) {
      drop(Verdict.DECAYED);
    }
  }

  /** The partner came {@code gapNanos} after a delay of {@code delayNanos}. */
  void cameAfter(long gapNanos, long delayNanos) {
    if (gapNanos > Math.min(delayNanos >> 3, 1_000_000)) {
      waited = 0;
    } else if (++waited >= ENOUGH) {
      drop(Verdict.ORDERED);
    }
  }

  /** Both sides hold one lock. */
  void sharesLock() {
    if (++locked >= ENOUGH) {
      drop(Verdict.ORDERED);
    }
  }

  /** One of the threads cannot have been there; true until that has happened often. */
  boolean isApart() {
    return ++apart <= ENOUGH;
  }

  boolean isLive() {
    return verdict == Verdict.LIVE;
  }

  void found() {
    verdict = Verdict.FOUND;
  }

  private void drop(Verdict why) {
    if (verdict == Verdict.LIVE) {
      verdict = why;
    }
  }

  /** Takes over what an earlier run has learned; what it found is looked for anew. */
  void resume(LearnedPair learned) {
    delayNanos = learned.delayNanos;
    if (learned.verdict == Verdict.ORDERED) {
      drop(Verdict.ORDERED);
    } else if (learned.verdict == Verdict.DECAYED) {
      halvings = MOST_HALVINGS / 2;
    }
  }

  LearnedPair learned() {
    return new LearnedPair(first.place, second == null ? null : second.place, verdict, delayNanos);
  }
}
