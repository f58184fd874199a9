package io.badmap.agent.control;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * What the JDK keeps of the records whose {@code equals}, {@code hashCode} or {@code toString} it
 * linked last: {@code ObjectMethods} has method handles of its own, each of which remembers the
 * latest type that it was seen as, and with that the class and its loader (strongly on JDK 17,
 * softly on 25).
 */
final class LinkedRecords {
  private LinkedRecords() {}

  /** Has a class of an empty loader stand in their place. */
  static void displace() {
    try {
      ClassLoader empty = new URLClassLoader(new URL[0], null);
      Class<?> type =
          Proxy.newProxyInstance(
                  empty, new Class<?>[] {Runnable.class}, (proxy, method, args) -> null)
              .getClass();
      link("equals", MethodType.methodType(boolean.class, type, Object.class), type);
      link("hashCode", MethodType.methodType(int.class, type), type);
      link("toString", MethodType.methodType(String.class, type), type);
    } catch (Throwable e) {
      // The loader stays until another record is linked.
    }
  }

  private static void link(String method, MethodType shape, Class<?> type) throws Throwable {
    MethodHandle component = MethodHandles.identity(type);
    ObjectMethods.bootstrap(MethodHandles.lookup(), method, shape, type, "self", component);
  }
}
