package io.badmap.agent.gomap;

import io.badmap.Access;
import org.jspecify.annotations.Nullable;

/** How the methods of GoMap and of its views use the map, by their names on a stack. */
public final class GoMapOperations {
  private static final String PACKAGE = "io.badmap.gomap.";

  private GoMapOperations() {}

  /** The access of a method; {@code null} for one that is not of GoMap, or that none shows. */
  public static @Nullable Access access(String className, String method) {
    if (!className.startsWith(PACKAGE)) return null;
    return switch (className.substring(PACKAGE.length())) {
      case "GoMap", "MapViews$Live" -> ofMap(method);
      case "Steps", "Range", "MapViews$Cursor" -> ofStep(method);
      case "MapViews$KeyIterator", "MapViews$ValueIterator", "MapViews$EntryIterator" ->
          ofStep(method);
      case "MapViews$Keys", "MapViews$Values", "MapViews$Entries" -> ofView(method);
      case "Cloning" -> method.equals("fill") ? Access.CLONE : null;
      default -> null;
    };
  }

  private static @Nullable Access ofMap(String method) {
    return switch (method) {
      case "mapassign", "assign", "put", "update", "mapdelete", "delete", "remove", "clear" ->
          Access.WRITE;
      case "setValue" -> Access.WRITE;
      case "mapaccess", "access", "access2", "get", "getOrDefault", "containsKey" -> Access.READ;
      case "mapiterinit", "range", "forEach" -> Access.ITERATION;
      case "copy" -> Access.CLONE;
      default -> null;
    };
  }

  private static @Nullable Access ofStep(String method) {
    return switch (method) {
      case "mapiternext", "next", "hasNext", "stepUnasked", "step" -> Access.ITERATION;
      case "remove" -> Access.WRITE;
      default -> null;
    };
  }

  private static @Nullable Access ofView(String method) {
    return switch (method) {
      case "remove", "clear" -> Access.WRITE;
      case "contains" -> Access.READ;
      case "iterator" -> Access.ITERATION;
      default -> null;
    };
  }
}
