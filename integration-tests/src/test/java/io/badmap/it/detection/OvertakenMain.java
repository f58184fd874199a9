package io.badmap.it.detection;

import java.util.HashMap;
import java.util.Map;

/**
 * A {@code get} whose key holds it in {@code equals}, while another thread adds an entry and is
 * gone. The key is of the application's own class, so the change could be the reader's own.
 */
public final class OvertakenMain {
  private OvertakenMain() {}

  /** Prints what the reader got. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<Object, Object> map = new HashMap<>();
    map.put("key", "value");
    Gate gate = new Gate();
    Object asked = new SlowKey(gate, false, "key");
    HeldThread reader = HeldThread.inside(gate, () -> System.out.println("got " + map.get(asked)));
    map.put("another", "value");
    System.out.println("thrown " + reader.letGo());
  }
}
