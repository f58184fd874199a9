package io.badmap.it.atomicity;

/** Lets another thread do something, from its start to its end. */
final class Meanwhile {
  private Meanwhile() {}

  static void other(Runnable work) {
    Thread thread = new Thread(work, "other");
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
