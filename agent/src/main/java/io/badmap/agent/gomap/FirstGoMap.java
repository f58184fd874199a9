package io.badmap.agent.gomap;

import io.badmap.agent.start.Stderr;
import io.badmap.guard.GoMapGuard;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** Weaves GoMap. If that fails, GoMap goes on with its own flags alone. */
public final class FirstGoMap {
  private static final String WEAVER = "io.badmap.agent.gomap.Weaver";
  private static final String PACKAGE = "io.badmap.gomap.";

  private final Instrumentation instrumentation;
  private final Stderr stderr;

  public FirstGoMap(Instrumentation instrumentation, Stderr stderr) {
    this.instrumentation = instrumentation;
    this.stderr = stderr;
  }

  /** Called on the thread that initializes {@code type}, or where it is there already. */
  public void weaveIfPossible(Class<?> type) {
    try {
      weave(type);
    } catch (Throwable e) {
      stderr.line("GoMap is watched by its own flags only: " + e);
    }
  }

  private void weave(Class<?> type) throws Exception {
    GoMapGuard.watch(type.getSuperclass());
    ClassLoader loader = type.getClassLoader();
    // A loader with a guard of its own would call that one, which nobody has installed.
    Class<?> seen = Class.forName(GoMapGuard.class.getName(), false, loader);
    if (seen != GoMapGuard.class) throw new IllegalStateException(loader + " has its own guard");
    ClassFileTransformer weaver =
        (ClassFileTransformer)
            new AdviceLoader(FirstGoMap.class.getClassLoader())
                .loadClass(WEAVER)
                .getConstructor()
                .newInstance();
    Keeping keeping = new Keeping(weaver);
    instrumentation.addTransformer(keeping, true);
    try {
      instrumentation.retransformClasses(
          type,
          Class.forName(PACKAGE + "Steps", false, loader),
          Class.forName(PACKAGE + "Cloning", false, loader));
    } finally {
      instrumentation.removeTransformer(keeping);
    }
    keeping.rethrow();
  }
}
