package io.badmap.it.gomap;

import io.badmap.MapMisuseError;
import io.badmap.gomap.GoMap;
import java.util.concurrent.CountDownLatch;

/** Two threads put into one GoMap without a lock, until both have been told a few times. */
public final class HotWritersMain {
  private static final int ENOUGH = 20;
  private static final GoMap<Integer, Integer> SHARED = GoMap.make();

  private HotWritersMain() {}

  /** Runs until enough is met; whatever else a torn map throws is not told. */
  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch met = new CountDownLatch(ENOUGH);
    Thread first = new Thread(() -> first(met), "first");
    Thread second = new Thread(() -> second(met), "second");
    first.start();
    second.start();
    first.join();
    second.join();
    System.out.println("met");
  }

  private static void first(CountDownLatch met) {
    for (int i = 0; met.getCount() > 0; i++) {
      try {
        SHARED.put(i & 0xffff, i);
      } catch (MapMisuseError e) {
        met.countDown();
      } catch (RuntimeException torn) {
        Thread.onSpinWait();
      }
    }
  }

  private static void second(CountDownLatch met) {
    for (int i = 0; met.getCount() > 0; i++) {
      try {
        SHARED.delete(i & 0xffff);
      } catch (MapMisuseError e) {
        met.countDown();
      } catch (RuntimeException torn) {
        Thread.onSpinWait();
      }
    }
  }
}
