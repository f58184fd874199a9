package io.badmap.it.libraries;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;

/**
 * Threads ask the type factory of one mapper for the types of classes it has met. Its cache is a
 * subclass of {@code LinkedHashMap} in access order that guards {@code get} by a read lock.
 */
public final class JacksonTypeCache {
  private JacksonTypeCache() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    TypeFactory types = new ObjectMapper().getTypeFactory();
    Race.run(args, 2, round -> thread -> construct(types, thread));
  }

  private static int construct(TypeFactory types, int thread) {
    int calls = 200_000;
    for (int i = 0; i < calls; i++) {
      types.constructType(Classes.KNOWN.get((i + thread) % Classes.KNOWN.size()));
    }
    return calls;
  }
}
