package io.badmap.it.libraries;

import org.apache.commons.jxpath.JXPathIntrospector;
import org.apache.commons.jxpath.MapDynamicPropertyHandler;

/**
 * One thread asks for the bean information of classes the library knows while another registers
 * classes. The introspector looks into and fills one static {@code HashMap}.
 */
public final class JxPathIntrospection {
  private static final int CALLS = 100_000;

  private JxPathIntrospection() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Class<?>[] beans = Classes.fresh(500);
    Race.run(args, 2, round -> thread -> thread == 0 ? register(beans) : introspect());
  }

  private static int register(Class<?>[] beans) {
    for (int i = 0; i < CALLS; i++) {
      JXPathIntrospector.registerDynamicClass(
          beans[i % beans.length], MapDynamicPropertyHandler.class);
    }
    return CALLS;
  }

  private static int introspect() {
    for (int i = 0; i < CALLS; i++) {
      JXPathIntrospector.getBeanInfo(Classes.KNOWN.get(i % Classes.KNOWN.size()));
    }
    return CALLS;
  }
}
