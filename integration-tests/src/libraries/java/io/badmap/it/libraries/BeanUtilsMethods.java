package io.badmap.it.libraries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.commons.beanutils.MethodUtils;

/**
 * Threads look up a method by its name and the types of its arguments, as each dynamic call does:
 * one with arguments that are new to the library, the other with those it knows. The answers lie in
 * one static {@code WeakHashMap}.
 */
public final class BeanUtilsMethods {
  private static final int DIMENSIONS = 60;
  private static final int NEW_TYPES = 1_000;
  private static final int LOOK_UPS = 20_000;

  private BeanUtilsMethods() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    List<Class<?>> types = arrays();
    Race.run(
        args,
        2,
        round ->
            thread -> {
              int lookUps = thread == 0 ? NEW_TYPES : LOOK_UPS;
              int first = thread == 0 ? round * NEW_TYPES : 0;
              for (int i = 0; i < lookUps; i++) {
                int pair = first + (thread == 0 ? i : i % DIMENSIONS);
                Class<?> key = types.get(pair % types.size());
                Class<?> value = types.get(pair / types.size() % types.size());
                MethodUtils.getMatchingAccessibleMethod(
                    HashMap.class, "put", new Class<?>[] {key, value});
              }
              return lookUps;
            });
  }

  /** So many types that their pairs last for all rounds. */
  private static List<Class<?>> arrays() {
    List<Class<?>> arrays = new ArrayList<>();
    for (Class<?> element : Classes.KNOWN) {
      Class<?> array = element;
      for (int dimensions = 1; dimensions <= DIMENSIONS; dimensions++) {
        array = array.arrayType();
        arrays.add(array);
      }
    }
    return arrays;
  }
}
