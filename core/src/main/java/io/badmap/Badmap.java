package io.badmap;

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

  /** The registered listeners, in the order of their registration. */
  public static List<MisuseListener> listeners() {
    return List.copyOf(LISTENERS);
  }

  private record Registration(MisuseListener listener) implements AutoCloseable {
    @Override
    public void close() {
      LISTENERS.remove(listener);
    }
  }
}
