package io.badmap.it.junit.samples;

import io.badmap.junit.WatchMaps;
import org.junit.jupiter.api.Test;

/** Ends the JVM in the middle of a test: the report names the misuse and the test. */
@WatchMaps
class Exits {
  @Test
  void exits() throws InterruptedException {
    Race.onOwnThreads();
    System.exit(3);
  }
}
