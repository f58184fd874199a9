package io.badmap.it.lists;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.function.Consumer;

/** What JDK 21 has added: called by name, since the tests are compiled for JDK 17. */
final class SequencedListWays {
  private SequencedListWays() {}

  static void all() throws InterruptedException {
    ListWaysMain.list("getFirst", call(ArrayList.class, "getFirst"));
    ListWaysMain.list("getLast", call(ArrayList.class, "getLast"));
    ListWaysMain.list("removeFirst", call(ArrayList.class, "removeFirst"));
    ListWaysMain.list("removeLast", call(ArrayList.class, "removeLast"));
    Consumer<LinkedList<String>> reversed = call(LinkedList.class, "reversed");
    reversed.accept(new LinkedList<>());
    ListWaysMain.linked("pollLast", list -> pollBackwards(list));
  }

  private static <C> Consumer<C> call(Class<?> type, String name) {
    Method method = method(type, name);
    return target -> invoke(method, target);
  }

  private static void pollBackwards(LinkedList<String> list) {
    ((LinkedList<?>) invoke(method(LinkedList.class, "reversed"), list)).poll();
  }

  private static Method method(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object invoke(Method method, Object target) {
    try {
      return method.invoke(target);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
