package io.badmap.it.libraries;

import org.apache.commons.beanutils.MethodUtils;

/**
 * Threads look up methods by name, as each access to a property of a bean does: one those of
 * classes that are new to the library, the other those it knows. The answers lie in one static
 * {@code WeakHashMap}.
 */
public final class BeanUtilsMethods {
  private static final int NEW_CLASSES = 500;
  private static final int LOOK_UPS = 50_000;

  private BeanUtilsMethods() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> lookUp());
  }

  private static Race.Contest lookUp() {
    Class<?>[] fresh = Classes.fresh(NEW_CLASSES);
    return thread -> {
      for (int i = 0; i < LOOK_UPS; i++) {
        boolean isNew = thread == 0 && i % (LOOK_UPS / NEW_CLASSES) == 0;
        if (isNew) {
          MethodUtils.getAccessibleMethod(
              fresh[i / (LOOK_UPS / NEW_CLASSES)], "run", new Class<?>[0]);
        } else {
          Class<?> type = Classes.KNOWN.get(i % Classes.KNOWN.size());
          MethodUtils.getAccessibleMethod(type, "toString", new Class<?>[0]);
        }
      }
      return LOOK_UPS;
    };
  }
}
