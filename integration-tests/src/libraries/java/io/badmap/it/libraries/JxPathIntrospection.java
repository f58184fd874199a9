package io.badmap.it.libraries;

import org.apache.commons.jxpath.JXPathIntrospector;

/**
 * One thread asks for the bean information of classes that are new to the library, another for that
 * of classes it knows. The introspector looks into and fills one static {@code HashMap}.
 */
public final class JxPathIntrospection {
  private static final int LOOK_UPS = 10_000;

  private JxPathIntrospection() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, JxPathIntrospection::introspect);
  }

  private static Race.Contest introspect(int round) {
    Class<?>[] fresh = Classes.ofRound(round);
    return thread -> {
      if (thread == 0) {
        for (Class<?> bean : fresh) {
          JXPathIntrospector.getBeanInfo(bean);
        }
        return fresh.length;
      }
      for (int i = 0; i < LOOK_UPS; i++) {
        JXPathIntrospector.getBeanInfo(Classes.KNOWN.get(i % Classes.KNOWN.size()));
      }
      return LOOK_UPS;
    };
  }
}
