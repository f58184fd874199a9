package io.badmap.agent.gomap;

import io.badmap.agent.LibraryLoader;
import io.badmap.agent.out.Stderr;
import io.badmap.guard.Conflicts;
import io.badmap.guard.GoMapGuard;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Weaves GoMap. If that fails, GoMap goes on with its own flags alone. */
public final class FirstGoMap {
  private static final String OWN = "io.badmap.agent.gomap.";
  private static final String WEAVER = OWN + "Weaver";
  private static final String PACKAGE = "io.badmap.gomap.";

  private final Instrumentation instrumentation;
  private final Stderr stderr;
  private final List<Class<?>> woven = new ArrayList<>();
  private boolean recording;
  private boolean gone;

  /**
   * @param recording whether operations are recorded as events
   */
  public FirstGoMap(Instrumentation instrumentation, Stderr stderr, boolean recording) {
    this.recording = recording;
    this.instrumentation = instrumentation;
    this.stderr = stderr;
  }

  /** Weaves what there is anew, with the calls that record operations as events or without. */
  public synchronized void record(boolean on) {
    recording = on;
    List<Class<?>> known = List.copyOf(woven);
    woven.clear();
    for (Class<?> type : known) {
      if (type.getName().equals(PACKAGE + "GoMap")) {
        weaveIfPossible(type);
      }
    }
  }

  /** No lambda: that of a JVM that has none yet would be made on the way to a map's first use. */
  private static final class Lenience implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
      return Conflicts.stopsNobody();
    }
  }

  /** Has the map ask the agent before its own flags stop a thread; null to have it ask nobody. */
  private static void ask(Class<?> type, @Nullable BooleanSupplier lenience)
      throws ReflectiveOperationException {
    Field asked =
        Class.forName(PACKAGE + "Fatal", true, type.getClassLoader()).getDeclaredField("lenience");
    asked.setAccessible(true);
    asked.set(null, lenience);
  }

  /** Gives the application its GoMap back, which reads no tag: nobody need be waited for. */
  public synchronized void restore() {
    gone = true;
    try {
      instrumentation.retransformClasses(woven.toArray(new Class<?>[0]));
      for (Class<?> type : woven) {
        ask(type, null);
      }
    } catch (UnmodifiableClassException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot restore " + woven, e);
    }
    woven.clear();
  }

  /** Called on the thread that initializes {@code type}, or where it is there already. */
  public void weaveIfPossible(Class<?> type) {
    try {
      weave(type);
    } catch (Throwable e) {
      stderr.line("GoMap is watched by its own flags only: " + e);
    }
  }

  private synchronized void weave(Class<?> type) throws Exception {
    if (gone) return;
    GoMapGuard.watch(type.getSuperclass());
    ClassLoader loader = type.getClassLoader();
    // A loader with a guard of its own would call that one, which nobody has installed.
    Class<?> seen = Class.forName(GoMapGuard.class.getName(), false, loader);
    if (seen != GoMapGuard.class) throw new IllegalStateException(loader + " has its own guard");
    ClassFileTransformer weaver =
        (ClassFileTransformer)
            new LibraryLoader(
                    FirstGoMap.class.getClassLoader(), "byte-buddy.jar", "net/bytebuddy/", OWN)
                .loadClass(WEAVER)
                .getConstructor(boolean.class)
                .newInstance(recording);
    Keeping keeping = new Keeping(weaver);
    instrumentation.addTransformer(keeping, true);
    try {
      woven.add(type);
      woven.add(Class.forName(PACKAGE + "Steps", false, loader));
      woven.add(Class.forName(PACKAGE + "Cloning", false, loader));
      instrumentation.retransformClasses(woven.toArray(new Class<?>[0]));
    } finally {
      instrumentation.removeTransformer(keeping);
    }
    keeping.rethrow();
    ask(type, new Lenience());
  }
}
