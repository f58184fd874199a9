package io.badmap.agent.weave;

import io.badmap.guard.Encounter;
import io.badmap.guard.Installation;
import io.badmap.guard.Presence;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weaves the covered classes of a running JVM, and takes the weaving out again. */
public final class Installer {
  private static final int FEATURE = Runtime.version().feature();

  /** What the heap has left where something is begun: some hundred times what a family takes. */
  private static final long ROOM_BYTES = 8L << 20;

  /** Nothing but want of memory can fail there. */
  private static final int FADE_ATTEMPTS = 10;

  private final Instrumentation instrumentation;
  private final @Nullable Rewriting further;
  private final List<Probe> probes;
  private final boolean late;
  private final List<Family> more;
  private final List<Class<?>> classes = new ArrayList<>();
  private int hooked;
  private volatile boolean faded;
  private boolean recording;
  private volatile @Nullable LateWeaving rest;

  /**
   * @param instrumentation of this JVM
   * @param further what else is done to the map classes; {@code null} for nothing
   * @param probes called beside the guard's hooks of maps, in their order
   * @param late whether all but HashMap's family may be woven beside the application; left alone
   *     where there is something further or a probe
   * @param more families of lists and queues
   */
  public Installer(
      Instrumentation instrumentation,
      @Nullable Rewriting further,
      List<Probe> probes,
      boolean late,
      List<Family> more) {
    this.instrumentation = instrumentation;
    this.further = further;
    this.probes = List.copyOf(probes);
    // The weaving of these uses maps of its own.
    this.late = late && further == null && probes.isEmpty();
    this.more = List.copyOf(more);
  }

  /**
   * Weaves each family in one step of the VM, so that no operation meets a half-woven one, and
   * proves it with a real conflict. On any failure the classes are as they were. Where the other
   * families may come later, a thread of the agent is to call {@link #weaveRest}.
   *
   * @throws UnknownShapeException if the JDK is not as the table expects, or the proof fails
   */
  public synchronized void install() throws UnknownShapeException {
    checkNewcomers();
    exportUnsafe();
    Weaving weaving = new Weaving(further, probes, recording, more);
    loadAll(Family.HASH.classes());
    if (!late) {
      for (Family family : Family.ALL) {
        loadAll(family.classes());
      }
    }
    if (further != null) {
      loadAll(further.classes());
    }
    if (!more.isEmpty()) {
      loadLists();
    }
    instrumentation.addTransformer(weaving, true);
    try {
      retransform(classes.toArray(new Class<?>[0]));
      weaving.check(classes.size());
      hooked = weaving.hooked();
      faded = false;
      prove();
    } catch (UnknownShapeException | RuntimeException | LinkageError e) {
      weaving.stop();
      restore();
      throw e instanceof UnknownShapeException shape ? shape : new UnknownShapeException(e + "");
    } finally {
      instrumentation.removeTransformer(weaving);
    }
    if (late) {
      rest = new LateWeaving(instrumentation);
    }
  }

  /**
   * Weaves the other families, where that was left for later; what is woven stays as it is.
   *
   * @param drain returns when every operation is over that was under way when it was called
   */
  public synchronized void weaveRest(Runnable drain) {
    LateWeaving left = rest;
    if (left != null) {
      left.weave(drain);
    }
  }

  /**
   * Hooks the operations, but not yet what they call, of a JVM whose threads may be inside of them:
   * who is does not know of tags, and must not be given one. When all are out {@link #install} may
   * be called. Nothing is reported meanwhile.
   *
   * @throws UnknownShapeException if the JDK is not as the table expects; nothing is changed then
   */
  public synchronized void prepare() throws UnknownShapeException {
    checkNewcomers();
    exportUnsafe();
    for (Family family : Family.ALL) {
      loadAll(family.classes());
    }
    if (!more.isEmpty()) {
      loadLists();
    }
    Throwable failure = change(true, classes);
    if (failure != null) {
      restore();
      throw new UnknownShapeException(String.valueOf(failure.getMessage()));
    }
  }

  /**
   * Takes every hook out, but leaves the JDK's code reading counts without tags: operations that
   * are under way keep their hooks, and clear their tags when they end. From here {@link #restore}
   * is safe as soon as none of them is left. Comes after {@link #weaveRest}.
   *
   * @throws UnknownShapeException if the JVM refuses
   */
  public synchronized void fade() throws UnknownShapeException {
    fadeAll(null);
  }

  /**
   * The same, but for one family, whose hooks stay as they are.
   *
   * @throws UnknownShapeException if the JVM refuses
   */
  public synchronized void fadeBut(Family kept) throws UnknownShapeException {
    fadeAll(kept);
  }

  private void fadeAll(@Nullable Family kept) throws UnknownShapeException {
    rest = null;
    List<Class<?>> going = new ArrayList<>();
    for (Family family : Family.ALL) {
      loadAll(family.classes());
    }
    for (Class<?> type : classes) {
      if (kept == null || family(type.getName(), more) != kept) {
        going.add(type);
      }
    }
    faded = true;
    Throwable failure = null;
    for (int attempt = 0; attempt < FADE_ATTEMPTS; attempt++) {
      failure = change(false, going);
      if (failure == null) {
        return;
      }
    }
    throw new UnknownShapeException("cannot be taken out: " + failure);
  }

  private void checkNewcomers() throws UnknownShapeException {
    if (FEATURE > Newcomers.NEWEST) {
      for (Family family : Family.ALL) {
        Newcomers.checkNested(family);
      }
      for (Family family : more) {
        Newcomers.checkNested(family);
      }
    }
  }

  private @Nullable Throwable change(boolean comes, List<Class<?>> types)
      throws UnknownShapeException {
    Changing changing = new Changing(comes, more);
    instrumentation.addTransformer(changing, true);
    try {
      retransform(types.toArray(new Class<?>[0]));
    } finally {
      instrumentation.removeTransformer(changing);
    }
    return changing.failure;
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
  public synchronized void restore() {
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
   * Weaves one class anew. Calls that are under way keep the code that they began with.
   *
   * @param last changes what was woven
   * @throws UnknownShapeException if the class cannot be woven
   */
  public synchronized void reweave(String className, ClassFileTransformer last)
      throws UnknownShapeException {
    Class<?> type = load(className);
    if (type == null) {
      throw new UnknownShapeException("no class " + className);
    }
    if (faded) {
      throw new UnknownShapeException("hooks are out");
    }
    Weaving weaving = new Weaving(further, probes, recording, more);
    instrumentation.addTransformer(weaving, true);
    instrumentation.addTransformer(last, true);
    try {
      retransform(type);
      weaving.check(1);
    } finally {
      instrumentation.removeTransformer(last);
      instrumentation.removeTransformer(weaving);
    }
  }

  /**
   * Weaves all classes anew, with the calls that record their operations as events or without them;
   * without, they are to the byte what {@link #install} made of them. Where the hooks are out that
   * is for the next {@link #install}. Comes after {@link #weaveRest}.
   *
   * @throws UnknownShapeException if they cannot be woven; nothing is recorded then
   */
  public synchronized void record(boolean on) throws UnknownShapeException {
    if (on == recording) {
      return;
    }
    recording = on;
    if (faded) {
      return;
    }
    try {
      weaveAnew();
    } catch (UnknownShapeException | RuntimeException | LinkageError e) {
      recording = false;
      weaveAnew();
      throw e;
    }
  }

  private void weaveAnew() throws UnknownShapeException {
    LateWeaving left = rest;
    List<Class<?>> all = new ArrayList<>(classes);
    for (Family family : Family.ALL) {
      if (left != null && left.has(family)) {
        for (String name : family.classes()) {
          Class<?> type = load(name);
          if (type != null && !all.contains(type)) {
            all.add(type);
          }
        }
      }
    }
    Weaving weaving = new Weaving(further, probes, recording, more);
    instrumentation.addTransformer(weaving, true);
    try {
      retransform(all.toArray(new Class<?>[0]));
      weaving.check(all.size());
    } finally {
      instrumentation.removeTransformer(weaving);
    }
  }

  /**
   * Whether what needs memory should be begun now. Where memory runs out in the midst of it a class
   * of the JDK may stay uninitialized for good.
   */
  public static boolean hasRoom() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory() >= ROOM_BYTES;
  }

  /**
   * The classes whose hooks are out though they were put in: another agent has had them transformed
   * anew. Empty while hooks come or go.
   */
  public List<String> displaced() {
    List<String> roots = new ArrayList<>();
    LateWeaving left = rest;
    for (Family family : Family.ALL) {
      boolean done = family.equals(Family.HASH) || left == null || left.isDone(family);
      Class<?> root = hooked > 0 && !faded && done ? load(family.root()) : null;
      if (root != null && !Presence.isIn(root)) {
        roots.add(family.root());
      }
    }
    return roots;
  }

  public int classCount() {
    return classes.size() + (rest == null ? 0 : rest.classCount());
  }

  public int entryPoints() {
    return hooked + (rest == null ? 0 : rest.entryPoints());
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

  private static @Nullable Family family(String name, List<Family> more) {
    Family family = Family.of(name);
    for (int i = 0; family == null && i < more.size(); i++) {
      family = more.get(i).classes().contains(name) ? more.get(i) : null;
    }
    return family;
  }

  private static @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, true, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** What is between the JDK's own code and the woven one: see {@link #prepare}, {@link #fade}. */
  private static final class Changing implements ClassFileTransformer {
    private final boolean comes;
    private final List<Family> more;
    private @Nullable Throwable failure;

    Changing(boolean comes, List<Family> more) {
      this.comes = comes;
      this.more = more;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String className,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (loader != null || redefined == null) {
        return null;
      }
      Family family = family(className.replace('/', '.'), more);
      try {
        if (family == null) {
          return null;
        }
        return comes ? Weaver.prepare(family, bytes, FEATURE) : Weaver.fade(family, bytes);
      } catch (Throwable e) {
        failure = e;
        return null;
      }
    }
  }

  /** The JDK swallows what a transformer throws, so this one keeps it. */
  private static final class Weaving implements ClassFileTransformer {
    private final @Nullable Rewriting further;
    private final List<Probe> probes;
    private final boolean recording;
    private final List<Family> more;
    private final int[] hooks = new int[1];
    private volatile boolean stopped;
    private int seen;
    private @Nullable UnknownShapeException failure;

    Weaving(@Nullable Rewriting further, List<Probe> probes, boolean recording, List<Family> more) {
      this.further = further;
      this.probes = probes;
      this.recording = recording;
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
      seen++;
      String name = className.replace('/', '.');
      Family family = family(name, more);
      try {
        byte[] woven = family == null ? null : weave(family, bytes);
        return further != null && further.classes().contains(name)
            ? further.rewrite(woven == null ? bytes : woven)
            : woven;
      } catch (UnknownShapeException e) {
        failure = e;
      } catch (Throwable e) {
        failure = new UnknownShapeException(name + ": " + e);
      }
      return null;
    }

    /** The probes know the rows of maps only. */
    private byte[] weave(Family family, byte[] bytes) throws UnknownShapeException {
      List<Probe> called = family.isList() ? List.of() : probes;
      return Weaver.weave(family, bytes, FEATURE, called, recording && family.isRecorded(), hooks);
    }

    void stop() {
      stopped = true;
    }

    int hooked() {
      return hooks[0];
    }

    /** Fails unless {@code expected} classes were woven, and without a failure. */
    void check(int expected) throws UnknownShapeException {
      if (failure != null) {
        throw failure;
      }
      if (seen < expected) {
        // The JVM hands a class to no transformer where it has no memory for its name.
        throw new UnknownShapeException("the JVM gave " + seen + " of " + expected + " classes");
      }
    }
  }
}
