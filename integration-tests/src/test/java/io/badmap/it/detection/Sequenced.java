package io.badmap.it.detection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Methods that came with JDK 21, called by name so that this compiles for JDK 17. */
final class Sequenced {
  static final boolean THERE = Runtime.version().feature() >= 21;

  private Sequenced() {}

  /** Calls a public method that has one overload with so many arguments. */
  static Object call(Object target, String name, Object... arguments) throws Throwable {
    for (Class<?> type : INTERFACES) {
      for (Method method : type.getMethods()) {
        if (type.isInstance(target)
            && method.getName().equals(name)
            && method.getParameterCount() == arguments.length) {
          return invoke(method, target, arguments);
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Object invoke(Method method, Object target, Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static final Class<?>[] INTERFACES = interfaces();

  private static Class<?>[] interfaces() {
    if (!THERE) {
      return new Class<?>[0];
    }
    try {
      return new Class<?>[] {
        Class.forName("java.util.SequencedMap"),
        Class.forName("java.util.SequencedCollection"),
        java.util.Map.class,
        java.util.Iterator.class
      };
    } catch (ClassNotFoundException e) {
      throw new LinkageError("no sequenced collections", e);
    }
  }
}
