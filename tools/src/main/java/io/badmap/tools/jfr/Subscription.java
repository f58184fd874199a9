package io.badmap.tools.jfr;

import java.util.List;
import java.util.function.Consumer;

/**
 * Which fields of which event somebody wants. The values of a field are asked for by its place in
 * the list, after those that every event may have; a field that a recording lacks has no value.
 *
 * @param type name of the event
 * @param fields their names
 * @param handler is given each event; the object is used again for the next one
 */
public record Subscription(String type, List<String> fields, Consumer<Event> handler) {
  /** Makes an unmodifiable copy. */
  public Subscription {
    fields = List.copyOf(fields);
  }
}
