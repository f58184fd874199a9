package io.badmap.it.faults.app;

import java.util.concurrent.locks.LockSupport;

/** What a thread had been told before a conflict, it still knows after it, on both sides. */
public final class Signals {
  private Signals() {}

  /** Prints the interrupt flags, after a park that only a kept permit ends. */
  public static void main(String[] arguments) throws InterruptedException {
    Store store = new Store();
    PatientKey key = new PatientKey();
    Thread first = new Thread(() -> owner(store, key), "first");
    first.start();
    key.entered.await();
    Thread second = new Thread(() -> arriving(store), "second");
    second.start();
    second.join();
    LockSupport.unpark(first);
    first.interrupt();
    key.released.countDown();
    first.join();

    PatientKey other = new PatientKey();
    Thread third = new Thread(() -> store.put(other, "third"), "third");
    third.start();
    other.entered.await();
    Thread parking = new Thread(() -> parking(store), "parking");
    parking.start();
    parking.join();
    other.released.countDown();
    third.join();
  }

  private static void owner(Store store, PatientKey key) {
    store.put(key, "first");
    System.out.println("first interrupted: " + Thread.interrupted());
  }

  private static void arriving(Store store) {
    Thread.currentThread().interrupt();
    write(store);
    System.out.println("second interrupted: " + Thread.interrupted());
  }

  private static void parking(Store store) {
    LockSupport.unpark(Thread.currentThread());
    write(store);
    LockSupport.park();
    System.out.println("parked with a permit and came back");
  }

  private static void write(Store store) {
    try {
      store.put("key", "second");
    } catch (Error e) {
      System.err.println("stopped");
    }
  }
}
