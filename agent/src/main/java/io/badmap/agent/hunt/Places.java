package io.badmap.agent.hunt;

import io.badmap.Side;
import io.badmap.agent.weave.Row;
import io.badmap.agent.weave.Semantics;
import io.badmap.hunt.Hunt;
import io.badmap.hunt.Place;
import org.jspecify.annotations.Nullable;

/** Places as text, such as {@code java.util.HashMap.put com.acme.Orders.add:17}. */
final class Places {
  /** The operation of a place where a conditional write begins to change the map. */
  private static final String CHANGE = "change";

  private Places() {}

  /**
   * Where a side of a report stands, as the hunt itself names the place; {@code null} where that is
   * unknown, or no operation that is hunted.
   */
  static @Nullable Place of(Side side) {
    int row = -1;
    for (StackTraceElement frame : side.stack()) {
      if (!frame.getClassName().startsWith("java.util.")) {
        return row < 0
            ? null
            : new Place(frame.getClassName(), frame.getMethodName(), frame.getLineNumber(), row);
      }
      if (row < 0) {
        row = Semantics.number(frame.getClassName(), frame.getMethodName());
      }
    }
    return null;
  }

  static String text(Place place) {
    return operation(place.row) + ' ' + place.className + '.' + place.method + ':' + place.line;
  }

  private static String operation(int row) {
    if (row == Hunt.CHANGE) {
      return CHANGE;
    }
    Row known = Semantics.rows().get(row);
    return known.className() + '.' + known.method();
  }

  /**
   * The place of a text; {@code null} where this release does not know the operation.
   *
   * @throws IllegalArgumentException if the text is none of a place
   */
  static @Nullable Place parse(String text) {
    int blank = text.indexOf(' ');
    int colon = text.lastIndexOf(':');
    int dot = text.lastIndexOf('.', colon);
    if (blank <= 0 || dot <= blank + 1 || colon == dot + 1) {
      throw new IllegalArgumentException("no place: " + text);
    }
    String className = text.substring(blank + 1, dot);
    String method = text.substring(dot + 1, colon);
    int line = Integer.parseInt(text.substring(colon + 1));
    String operation = text.substring(0, blank);
    if (operation.equals(CHANGE)) {
      return new Place(className, method, line, Hunt.CHANGE);
    }
    int last = operation.lastIndexOf('.');
    int row =
        last < 0
            ? -1
            : Semantics.number(operation.substring(0, last), operation.substring(last + 1));
    return row < 0 ? null : new Place(className, method, line, row);
  }
}
