package io.badmap.hunt;

/** Threads that must not be held: everything waits for them, or they are the JVM's or badmap's. */
final class EventLoops {
  /** Beginnings of thread names; JavaFX, AWT, Netty, Vert.x, Reactor, and the JVM's own. */
  private static final String[] NAMES = {
    "AWT-EventQueue",
    "JavaFX Application Thread",
    "nioEventLoopGroup-",
    "epollEventLoopGroup-",
    "kqueueEventLoopGroup-",
    "multiThreadIoEventLoopGroup-",
    "vert.x-eventloop-thread-",
    "reactor-http-",
    "Reference Handler",
    "Finalizer",
    "Signal Dispatcher",
    "Common-Cleaner",
    "badmap-"
  };

  private EventLoops() {}

  static boolean has(Thread thread) {
    String name = thread.getName();
    for (String beginning : NAMES) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
