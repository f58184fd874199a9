package io.badmap.it.libraries;

import ro.isdc.wro.config.Context;
import ro.isdc.wro.manager.factory.BaseWroManagerFactory;
import ro.isdc.wro.model.group.processor.Injector;
import ro.isdc.wro.model.group.processor.InjectorBuilder;

/**
 * Threads have one injector fill objects of their own, as requests do with the processors of their
 * resources. It remembers the objects it has seen in a {@code WeakHashMap}.
 */
public final class Wro4jInjections {
  private static final int OBJECTS = 20_000;

  private Wro4jInjections() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> inject());
  }

  private static Race.Contest inject() {
    Context.set(Context.standaloneContext());
    Injector injector = InjectorBuilder.create(new BaseWroManagerFactory()).build();
    return thread -> {
      for (int i = 0; i < OBJECTS; i++) {
        injector.inject(new Object());
      }
      return OBJECTS;
    };
  }
}
