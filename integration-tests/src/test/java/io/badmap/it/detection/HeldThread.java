package io.badmap.it.detection;

/** A thread that stands inside a map operation until it is let go. */
final class HeldThread implements AutoCloseable {
  private final Gate gate;
  private final Thread thread;
  private volatile Throwable thrown;

  private HeldThread(Gate gate, Way.Action action) {
    this.gate = gate;
    thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (Throwable e) {
                thrown = e;
              }
            },
            "held");
    thread.setDaemon(true);
    gate.holds(thread);
  }

  /** Starts {@code action} and returns once it stands at the gate. */
  static HeldThread inside(Gate gate, Way.Action action) {
    HeldThread held = new HeldThread(gate, action);
    held.thread.start();
    gate.awaitReached();
    return held;
  }

  /** Lets the thread go, and gives what it threw, or {@code null}. */
  Throwable letGo() throws InterruptedException {
    gate.open();
    thread.join();
    return thrown;
  }

  @Override
  public void close() throws InterruptedException {
    letGo();
  }
}
