package io.badmap.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of those families that no code has used yet, as they load: most programs need
 * few of them, and a start should not pay for the others. Where the root of a family loads, the
 * rest is loaded beside the application, since a class that loads near the end of a stack breaks
 * the JVM's own agent; when all families are there, this takes itself out. Thread-safe.
 */
final class LateWeaving implements ClassFileTransformer {
  private static final String PACKAGE = "java/util/";
  private static final int FEATURE = Runtime.version().feature();

  private final Instrumentation instrumentation;
  private final List<Family> families;
  private final List<Probe> probes;
  private final int[] hooks = new int[1];
  private final List<Family> broken = new ArrayList<>();
  private int missing;
  private int woven;

  LateWeaving(Instrumentation instrumentation, List<Family> families, List<Probe> probes) {
    this.instrumentation = instrumentation;
    this.families = List.copyOf(families);
    this.probes = probes;
    missing = families.size();
  }

  synchronized int classCount() {
    return woven;
  }

  synchronized int entryPoints() {
    return hooks[0];
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
        return weave(family, name, bytes);
      }
    }
    return null;
  }

  /** What the JDK gave where it is not of the known shape, for the root and so for all of them. */
  private synchronized byte @Nullable [] weave(Family family, String name, byte[] bytes) {
    if (broken.contains(family)) {
      return null;
    }
    byte[] result = null;
    try {
      result = Weaver.weave(family, bytes, FEATURE, probes, hooks);
      woven++;
    } catch (Throwable e) {
      broken.add(family);
      System.err.println("badmap: " + name + " is not watched: " + e.getMessage());
    }
    if (name.equals(family.root())) {
      Thread thread = new Thread(null, new Rest(family), "badmap-late", 0, false);
      thread.setDaemon(true);
      thread.start();
    }
    return result;
  }

  private synchronized boolean isLast() {
    missing--;
    return missing == 0;
  }

  /** Loads the other classes of a family. */
  private final class Rest implements Runnable {
    private final Family family;

    Rest(Family family) {
      this.family = family;
    }

    @Override
    public void run() {
      for (String name : family.classes()) {
        try {
          Class.forName(name, true, null);
        } catch (ClassNotFoundException | LinkageError e) {
          // This JDK has it not, or the application's own use of it will say what is wrong.
        }
      }
      if (isLast()) {
        instrumentation.removeTransformer(LateWeaving.this);
      }
    }
  }
}
