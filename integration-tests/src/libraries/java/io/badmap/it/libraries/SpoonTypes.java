package io.badmap.it.libraries;

import spoon.reflect.declaration.CtClass;
import spoon.reflect.declaration.CtPackage;
import spoon.reflect.factory.Factory;
import spoon.reflect.factory.FactoryImpl;
import spoon.support.DefaultCoreFactory;
import spoon.support.StandardEnvironment;

/**
 * Threads add types to one package of a model, as threads do that only read the model and meet
 * classes it does not have yet. The types lie in a {@code TreeSet}.
 */
public final class SpoonTypes {
  private static final int TYPES = 2_000;

  private SpoonTypes() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Factory factory = new FactoryImpl(new DefaultCoreFactory(), new StandardEnvironment());
    Race.run(args, 2, round -> add(factory));
  }

  private static Race.Contest add(Factory factory) {
    CtPackage all = factory.createPackage();
    CtClass<?>[][] types = new CtClass<?>[2][TYPES];
    for (int thread = 0; thread < types.length; thread++) {
      for (int i = 0; i < TYPES; i++) {
        types[thread][i] = factory.createClass();
        types[thread][i].setSimpleName("Type" + (2 * i + thread));
      }
    }
    return thread -> {
      for (CtClass<?> type : types[thread]) {
        all.addType(type);
      }
      return TYPES;
    };
  }
}
