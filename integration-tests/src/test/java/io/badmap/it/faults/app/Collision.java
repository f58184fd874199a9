package io.badmap.it.faults.app;

/**
 * Two threads inside {@code put} of one map at the same time, for certain: the key of the first
 * waits in {@code hashCode} until the second is through. With a number as argument that many times,
 * each on a map of its own.
 */
public final class Collision {
  private Collision() {}

  /** Prints how the second thread came out of each collision. */
  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
    int times = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    for (int i = 0; i < times; i++) {
      collide();
    }
    System.out.println("main ends");
  }

  private static void collide() throws InterruptedException {
    Store store = new Store();
    PatientKey key = new PatientKey();
    Thread holder = new Thread(() -> first(store, key), "first");
    holder.start();
    key.entered.await();
    try {
      second(store);
      System.out.println("second: done");
    } catch (Error e) {
      System.out.println("second: " + e.getClass().getName());
    } finally {
      System.out.println("second: finally");
      key.released.countDown();
    }
    holder.join();
  }

  private static void first(Store store, PatientKey key) {
    store.put(key, "first");
  }

  private static void second(Store store) {
    store.put("key", "second");
  }
}
