package io.badmap.agent.weave;

import io.badmap.guard.Encounter;
import io.badmap.guard.Installation;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weaves the covered classes of a running JVM, and takes the weaving out again. */
public final class Installer {
  private static final int FEATURE = Runtime.version().feature();

  private final Instrumentation instrumentation;
  private final boolean breakLoops;
  private final List<Probe> probes;
  private final List<Family> more;
  private final List<Class<?>> classes = new ArrayList<>();
  private int hooked;
  private @Nullable LateWeaving late;

  /**
   * @param instrumentation of this JVM
   * @param breakLoops whether the walks of the map classes are to count their steps
   * @param probes called beside the guard's hooks of maps, in their order
   * @param lists whether lists are to be woven too
   * @param queues whether queues are
   */
  public Installer(
      Instrumentation instrumentation,
      boolean breakLoops,
      List<Probe> probes,
      boolean lists,
      boolean queues) {
    this.instrumentation = instrumentation;
    this.breakLoops = breakLoops;
    this.probes = List.copyOf(probes);
    more = lists || queues ? ListFamilies.of(lists, queues) : List.of();
  }

  /**
   * Weaves every class of the families in one step of the VM, so that no operation meets a
   * half-woven family, and proves it with a real conflict. On any failure the classes are as they
   * were.
   *
   * @throws UnknownShapeException if the JDK is not as the table expects, or the proof fails
   */
  public void install() throws UnknownShapeException {
    exportUnsafe();
    Weaving weaving = new Weaving(breakLoops, probes, more);
    LateWeaving rest = new LateWeaving(instrumentation, Family.ALL, probes);
    // The weaving of these uses maps of its own.
    boolean atOnce = breakLoops || !probes.isEmpty();
    if (!atOnce) {
      rest.watch();
    }
    loadPresent(rest, atOnce);
    if (breakLoops) {
      loadAll(LoopBreaker.CLASSES);
    }
    if (!more.isEmpty()) {
      loadLists();
    }
    instrumentation.addTransformer(weaving, true);
    try {
      retransform(classes.toArray(new Class<?>[0]));
      weaving.rethrow();
      hooked = weaving.hooked();
      prove();
      if (!atOnce) {
        rest.start();
        late = rest;
      }
    } catch (UnknownShapeException | RuntimeException | LinkageError e) {
      weaving.stop();
      late = rest;
      restore();
      throw e instanceof UnknownShapeException shape ? shape : new UnknownShapeException(e + "");
    } finally {
      instrumentation.removeTransformer(weaving);
    }
  }

  /** The families that are to be woven now: those that were there before {@code rest} watched. */
  private void loadPresent(LateWeaving rest, boolean all) {
    Set<String> present = all ? Set.of() : present();
    for (Family family : Family.ALL) {
      if (all || (present.contains(family.root()) && !rest.has(family))) {
        rest.leave(family);
        loadAll(family.classes());
      }
    }
  }

  /**
   * Lists are in use everywhere, in the loading of classes too: all that their hooks reach is there
   * before the first of them runs.
   */
  private void loadLists() {
    for (Family family : more) {
      load(family.guard().replace('/', '.'));
      String offset = family.offset();
      if (offset != null) {
        load(offset.replace('/', '.'));
      }
      loadAll(family.classes());
    }
    load("io.badmap.guard.Subjects");
  }

  /** Gives the JDK its own classes back. */
  public void restore() {
    LateWeaving rest = late;
    if (rest != null) {
      rest.stop();
    }
    try {
      retransform(classes.toArray(new Class<?>[0]));
    } catch (UnknownShapeException | LinkageError e) {
      throw new IllegalStateException("cannot restore " + classes, e);
    }
  }

  /**
   * Weaves one class anew, with line numbers that are greater by {@code by}. Calls that are under
   * way keep the code, and the line numbers, that they began with.
   *
   * @throws UnknownShapeException if the class cannot be woven
   */
  public void renumber(String className, int by) throws UnknownShapeException {
    Class<?> type = load(className);
    if (type == null) {
      throw new UnknownShapeException("no class " + className);
    }
    Weaving weaving = new Weaving(breakLoops, probes, more);
    LineNumbers lines = new LineNumbers(className, by);
    instrumentation.addTransformer(weaving, true);
    instrumentation.addTransformer(lines, true);
    try {
      retransform(type);
      weaving.rethrow();
    } finally {
      instrumentation.removeTransformer(lines);
      instrumentation.removeTransformer(weaving);
    }
  }

  public int classCount() {
    return classes.size() + (late == null ? 0 : late.classCount());
  }

  public int entryPoints() {
    return hooked + (late == null ? 0 : late.entryPoints());
  }

  /** The names of the classes of the boot loader that are there already. */
  private Set<String> present() {
    Set<String> names = new HashSet<>();
    for (Class<?> type : instrumentation.getInitiatedClasses(null)) {
      names.add(type.getName());
    }
    return names;
  }

  private void retransform(Class<?>... types) throws UnknownShapeException {
    try {
      instrumentation.retransformClasses(types);
    } catch (UnmodifiableClassException e) {
      throw new UnknownShapeException("the JVM does not let " + e.getMessage() + " be changed");
    }
  }

  private static void prove() throws UnknownShapeException {
    Encounter encounter;
    try {
      encounter = Installation.provoke();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownShapeException("interrupted during the self-test");
    }
    if (encounter == null || encounter.second == null) {
      throw new UnknownShapeException("the self-test provoked a conflict that was not met");
    }
  }

  /** The guard lives in the boot loader's unnamed module. */
  private void exportUnsafe() {
    Module base = Object.class.getModule();
    Module guard = Installation.class.getModule();
    instrumentation.redefineModule(
        base, Set.of(), Map.of("jdk.internal.misc", Set.of(guard)), Map.of(), Set.of(), Map.of());
  }

  private void loadAll(List<String> names) {
    for (String name : names) {
      Class<?> loaded = load(name);
      if (loaded != null && !classes.contains(loaded)) {
        classes.add(loaded);
      }
    }
  }

  private static @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, true, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** The JDK swallows what a transformer throws, so this one keeps it. */
  private static final class Weaving implements ClassFileTransformer {
    private final boolean breakLoops;
    private final List<Probe> probes;
    private final List<Family> more;
    private final int[] hooks = new int[1];
    private volatile boolean stopped;
    private @Nullable UnknownShapeException failure;

    Weaving(boolean breakLoops, List<Probe> probes, List<Family> more) {
      this.breakLoops = breakLoops;
      this.probes = probes;
      this.more = more;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String className,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (stopped || loader != null || redefined == null) {
        return null;
      }
      String name = className.replace('/', '.');
      Family family = family(name);
      try {
        byte[] woven = family == null ? null : weave(family, bytes);
        return breakLoops && LoopBreaker.CLASSES.contains(name)
            ? LoopBreaker.rewrite(woven == null ? bytes : woven)
            : woven;
      } catch (UnknownShapeException e) {
        failure = e;
      } catch (Throwable e) {
        failure = new UnknownShapeException(name + ": " + e);
      }
      return null;
    }

    private @Nullable Family family(String name) {
      Family family = Family.of(name);
      for (int i = 0; family == null && i < more.size(); i++) {
        family = more.get(i).classes().contains(name) ? more.get(i) : null;
      }
      return family;
    }

    /** The probes know the rows of maps only. */
    private byte[] weave(Family family, byte[] bytes) throws UnknownShapeException {
      List<Probe> called = family.isList() ? List.of() : probes;
      return Weaver.weave(family, bytes, FEATURE, called, hooks);
    }

    void stop() {
      stopped = true;
    }

    int hooked() {
      return hooks[0];
    }

    void rethrow() throws UnknownShapeException {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
