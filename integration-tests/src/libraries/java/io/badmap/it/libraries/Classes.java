package io.badmap.it.libraries;

import java.lang.reflect.Proxy;
import java.util.List;

/** Classes to ask a library about. */
final class Classes {
  /** A few classes that are asked for again and again. */
  static final List<Class<?>> KNOWN =
      List.of(
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Double.class,
          Float.class,
          Boolean.class,
          Character.class,
          String.class,
          StringBuilder.class,
          Thread.class,
          ClassLoader.class,
          Process.class,
          Runtime.class,
          Package.class,
          Module.class);

  private Classes() {}

  /** Classes that no library has met, each of a class loader that nobody else holds. */
  static Class<?>[] fresh(int count) {
    Class<?>[] classes = new Class<?>[count];
    for (int i = 0; i < count; i++) {
      ClassLoader loader = new ClassLoader() {};
      Object proxy =
          Proxy.newProxyInstance(
              loader, new Class<?>[] {Runnable.class}, (self, method, arguments) -> null);
      classes[i] = proxy.getClass();
    }
    return classes;
  }
}
