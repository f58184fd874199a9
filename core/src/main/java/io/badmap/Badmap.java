package io.badmap;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The programmatic face of badmap. Works, and stays silent, where no agent is installed. */
public final class Badmap {
  private static final List<MisuseListener> LISTENERS = new CopyOnWriteArrayList<>();

  private Badmap() {}

  /**
   * Registers a listener for the reports of this JVM. Thread-safe.
   *
   * @return a handle that takes the listener out again
   * @throws NullPointerException if {@code listener} is null
   */
  public static AutoCloseable onMisuse(MisuseListener listener) {
    Objects.requireNonNull(listener, "listener");
    LISTENERS.add(listener);
    return new Registration(listener);
  }

  /**
   * Does nothing: the method to put a breakpoint on. Called for the first meeting of each pair of
   * sites, on the thread that met the conflict, still inside its map operation. With {@code
   * action=park} the other thread stands inside its own at that time, until this method has
   * returned and the time of {@code park} has passed.
   *
   * @param report what is known so far, without the name of the map
   */
  public static void misuseBreakpoint(MisuseReport report) {
    // A debugger stops here.
  }

  /** The registered listeners, in the order of their registration. */
  public static List<MisuseListener> listeners() {
    return List.copyOf(LISTENERS);
  }

  /**
   * Waits until every misuse that was met before this call has been reported and told to all
   * listeners, a report that still waits for its second side included. Call it outside of map
   * operations. Returns at once without an agent, and on the agent's own thread.
   *
   * @param longest how long to wait
   * @return false if that was not enough
   */
  public static boolean flush(Duration longest) {
    return Scopes.flush(longest.toNanos());
  }

  private record Registration(MisuseListener listener) implements AutoCloseable {
    @Override
    public void close() {
      LISTENERS.remove(listener);
    }
  }
}
