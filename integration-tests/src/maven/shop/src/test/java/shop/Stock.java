package shop;

import java.util.HashMap;
import java.util.Map;

/** The code under test: a map without a lock. */
class Stock {
  private final Map<String, Integer> pieces = new HashMap<>();
  private final Clock clock;

  Stock(Clock clock) {
    this.clock = clock;
  }

  /** Final, so that Mockito has to redefine it. */
  static final class Clock {
    long now() {
      return System.nanoTime();
    }
  }

  void add(String sku) {
    for (int i = 0; i < 20; i++) {
      pieces.put(sku + i, i);
    }
  }

  long lastChange() {
    return clock.now();
  }
}
