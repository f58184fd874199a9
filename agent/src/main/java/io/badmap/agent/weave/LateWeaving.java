package io.badmap.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of those families that no code has used yet, as they load: most programs need
 * few of them, and a start should not pay for the others. A transformer that runs near the end of a
 * stack breaks the JVM's own agent, so this one stays for {@link #WINDOW_NANOS} only: by then a
 * thread of its own loads whatever is missing, and takes it out. Thread-safe.
 */
final class LateWeaving implements ClassFileTransformer, Runnable {
  private static final String PACKAGE = "java/util/";
  private static final int FEATURE = Runtime.version().feature();

  /** A start is over by then: 1 s. */
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private static final long RETRY_NANOS = 200_000_000L;

  private final Instrumentation instrumentation;
  private final List<Family> families;
  private final List<Probe> probes;
  private final int[][] hooks;
  private final int[] woven;
  private final boolean[] broken;
  private final boolean[] left;

  LateWeaving(Instrumentation instrumentation, List<Family> families, List<Probe> probes) {
    this.instrumentation = instrumentation;
    this.families = List.copyOf(families);
    this.probes = probes;
    hooks = new int[families.size()][1];
    woven = new int[families.size()];
    broken = new boolean[families.size()];
    left = new boolean[families.size()];
  }

  /** Begins to weave what loads. */
  void watch() {
    instrumentation.addTransformer(this, true);
  }

  /** Whether a family was woven as it loaded, and is not to be woven anew. */
  synchronized boolean has(Family family) {
    return woven[families.indexOf(family)] > 0;
  }

  /** Leaves a family, whose root had loaded before, to who weaves it at once. */
  synchronized void leave(Family family) {
    int i = families.indexOf(family);
    left[i] = true;
    woven[i] = 0;
    hooks[i][0] = 0;
  }

  /** Lets what loads be woven for a while yet. */
  void start() {
    Thread thread = new Thread(null, this, "badmap-late", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  synchronized int classCount() {
    int sum = 0;
    for (int classes : woven) {
      sum += classes;
    }
    return sum;
  }

  synchronized int entryPoints() {
    int sum = 0;
    for (int[] methods : hooks) {
      sum += methods[0];
    }
    return sum;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (loader != null
        || redefined != null
        || className == null
        || !className.startsWith(PACKAGE)) {
      return null;
    }
    String name = className.replace('/', '.');
    for (int i = 0; i < families.size(); i++) {
      Family family = families.get(i);
      if (family.classes().contains(name)) {
        return weave(i, name, bytes);
      }
    }
    return null;
  }

  private synchronized byte @Nullable [] weave(int family, String name, byte[] bytes) {
    if (left[family] || broken[family]) {
      return null;
    }
    try {
      byte[] result = Weaver.weave(families.get(family), bytes, FEATURE, probes, hooks[family]);
      woven[family]++;
      return result;
    } catch (Throwable e) {
      broken[family] = true;
      System.err.println("badmap: " + name + " is not watched: " + e);
      return null;
    }
  }

  @Override
  public void run() {
    pause(WINDOW_NANOS);
    while (!isComplete()) {
      pause(RETRY_NANOS);
    }
  }

  private void pause(long nanos) {
    long start = System.nanoTime();
    for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** False where memory was too short to load a class: what loads later must be woven still. */
  private boolean isComplete() {
    try {
      for (Family family : families) {
        loadAll(family);
      }
      instrumentation.removeTransformer(this);
      for (int i = 0; i < broken.length; i++) {
        if (isBroken(i)) {
          restore(families.get(i));
        }
      }
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private synchronized boolean isBroken(int family) {
    return broken[family];
  }

  /** Gives the JDK its own classes back, those that have loaded and those that will. */
  void stop() {
    for (Family family : families) {
      leave(family);
    }
    instrumentation.removeTransformer(this);
    for (Family family : families) {
      restore(family);
    }
  }

  /** Half a family must not stay woven: the other half would take a tag for a count. */
  private void restore(Family family) {
    try {
      instrumentation.retransformClasses(loadAll(family).toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException("cannot restore " + family.root(), e);
    }
  }

  private static List<Class<?>> loadAll(Family family) {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : family.classes()) {
      try {
        classes.add(Class.forName(name, true, null));
      } catch (ClassNotFoundException | LinkageError e) {
        // This JDK has it not, or the application's own use of it will say what is wrong.
      }
    }
    return classes;
  }
}
