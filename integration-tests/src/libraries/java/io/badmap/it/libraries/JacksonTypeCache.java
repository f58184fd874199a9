package io.badmap.it.libraries;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;

/**
 * Threads ask the type factory of one mapper for the types of classes it has met. Its cache is a
 * subclass of {@code LinkedHashMap} in access order that guards {@code get} by a read lock.
 */
public final class JacksonTypeCache {
  private static final Class<?>[] CLASSES = {
    StringBuilder.class, Thread.class, Runtime.class, Process.class, Package.class, Module.class,
    Number.class, Throwable.class, Exception.class, Error.class, Record.class, ClassLoader.class,
  };

  private JacksonTypeCache() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    TypeFactory types = new ObjectMapper().getTypeFactory();
    Race.run(args, 2, round -> thread -> construct(types, thread));
  }

  private static int construct(TypeFactory types, int thread) {
    int calls = 10_000;
    for (int i = 0; i < calls; i++) {
      types.constructType(CLASSES[(i + thread) % CLASSES.length]);
    }
    return calls;
  }
}
