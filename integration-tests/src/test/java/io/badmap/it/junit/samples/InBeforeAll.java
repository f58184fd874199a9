package io.badmap.it.junit.samples;

import io.badmap.junit.WatchMaps;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The test passes, the class fails. */
@WatchMaps
class InBeforeAll {
  @BeforeAll
  static void races() throws InterruptedException {
    Race.onOwnThreads();
  }

  @Test
  void rests() {}
}
