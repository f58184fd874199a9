package io.badmap.agent.budget;

import java.util.concurrent.ThreadLocalRandom;

/** The share of conflicts that is looked at. Thread-safe; {@link #takes} is one load at 1. */
public final class Sample {
  private volatile double share = 1;

  /** Takes this share from now on, 0 to 1. */
  public void share(double share) {
    this.share = share;
  }

  /** What is taken, 0 to 1. */
  public double share() {
    return share;
  }

  /** Whether this one is. */
  public boolean takes() {
    double now = share;
    return now >= 1 || ThreadLocalRandom.current().nextDouble() < now;
  }
}
