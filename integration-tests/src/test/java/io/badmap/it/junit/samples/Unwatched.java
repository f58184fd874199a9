package io.badmap.it.junit.samples;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Without an annotation: {@code races} and {@code dynamicRace} fail where a whole build is watched.
 */
class Unwatched {
  @Test
  void races() throws InterruptedException {
    Race.onOwnThreads();
  }

  @Test
  void rests() {}

  @TestFactory
  Stream<DynamicTest> dynamic() {
    return Stream.of(
        DynamicTest.dynamicTest("dynamicRace", Race::onOwnThreads),
        DynamicTest.dynamicTest("dynamicRest", () -> {}));
  }
}
