package io.badmap.agent.gomap;

import io.badmap.agent.report.Stderr;
import io.badmap.guard.FirstUse;
import io.badmap.guard.GoMapGuard;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Weaves GoMap when it is used for the first time. Until then it costs one object; if it fails,
 * GoMap goes on with its own flags alone.
 */
public final class FirstGoMap implements FirstUse.Listener {
  private static final String WEAVER = "io.badmap.agent.gomap.Weaver";
  private static final String PACKAGE = "io.badmap.gomap.";

  private final Instrumentation instrumentation;
  private final Stderr stderr;

  private FirstGoMap(Instrumentation instrumentation, Stderr stderr) {
    this.instrumentation = instrumentation;
    this.stderr = stderr;
  }

  /**
   * Begins to wait for it.
   *
   * @param late whether the application is running, and may have used one already
   */
  public static void await(Instrumentation instrumentation, Stderr stderr, boolean late) {
    FirstGoMap first = new FirstGoMap(instrumentation, stderr);
    FirstUse.tell(first);
    if (!late) return;
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(PACKAGE + "GoMap")) first.firstUse(type);
    }
  }

  @Override
  @SuppressWarnings("removal")
  public void firstUse(Class<?> type) {
    // Under a security manager the application's frames on this stack may read no jar.
    AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Void>() {
          @Override
          public @Nullable Void run() {
            weaveIfPossible(type);
            return null;
          }
        });
  }

  private void weaveIfPossible(Class<?> type) {
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
