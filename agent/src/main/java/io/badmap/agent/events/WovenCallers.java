package io.badmap.agent.events;

import io.badmap.agent.weave.Installer;
import io.badmap.event.Callers;
import io.badmap.event.EventSwitch;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the code that calls maps, outside the JDK, for as long as operations are recorded: what
 * loads, and what has loaded. A class that cannot be woven is left as it is. Thread-safe.
 *
 * <p>A class that is woven anew, changed or not, has its {@code invokedynamic} calls linked anew:
 * each lambda gets one more hidden class, which the JVM keeps as long as the class's loader. So no
 * class is looked at twice without need, and where recording begins more often than {@value
 * #GIVEN_BACK} times, as rules and budgets have it all day, the callers stay woven until the agent
 * leaves; while nothing is recorded each asks one static field.
 */
final class WovenCallers implements ClassFileTransformer {
  /** After so many recordings the callers get their own code back at once. */
  static final int GIVEN_BACK = 2;

  /** So many classes are changed in one step of the VM, which stops the application meanwhile. */
  private static final int AT_ONCE = 32;

  private static final ClassLoader OWN = WovenCallers.class.getClassLoader();

  private final Instrumentation instrumentation;

  /** The names of the classes that are woven; they go with their loader. */
  private final Map<ClassLoader, Set<String>> woven =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** What need not be looked at again while it is as it is. */
  private final Set<Class<?>> done =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Map<ClassLoader, Boolean> reaching =
      Collections.synchronizedMap(new WeakHashMap<>());

  private int begun;
  private volatile boolean weaving;

  WovenCallers(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Weaves what loads from now on. */
  synchronized void begin() {
    begun++;
    if (!weaving) {
      weaving = true;
      instrumentation.addTransformer(this, true);
    }
  }

  /**
   * Weaves what has loaded before. Takes a while; for a thread of the agent.
   *
   * @param ended whether it shall end in the midst; what is left over is for the next time
   */
  void weaveLoaded(BooleanSupplier ended) {
    List<Class<?>> some = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (ended.getAsBoolean()) {
        return;
      }
      ClassLoader loader = type.getClassLoader();
      if (loader != null
          && !type.isArray()
          && !type.isHidden()
          && !done.contains(type)
          && isWanted(loader)
          && instrumentation.isModifiableClass(type)) {
        some.add(type);
      }
      if (some.size() == AT_ONCE) {
        if (!Installer.hasRoom()) {
          // Short of memory in the midst of a step, the JVM's own agent writes to stderr, or
          // crashes.
          return;
        }
        weave(some);
        some.clear();
      }
    }
    weave(some);
  }

  private synchronized void weave(List<Class<?>> types) {
    if (weaving) {
      retransform(types);
      done.addAll(types);
    }
  }

  /** Recording has ended: gives everything its own code back, the first times. */
  synchronized void end() {
    if (begun <= GIVEN_BACK) {
      leave();
    }
  }

  /** Gives everything its own code back. */
  synchronized void leave() {
    if (!weaving) {
      return;
    }
    weaving = false;
    instrumentation.removeTransformer(this);
    List<Class<?>> some = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (woven.getOrDefault(type.getClassLoader(), Set.of()).contains(type.getName())) {
        some.add(type);
      }
    }
    retransform(some);
    some.forEach(done::remove);
    woven.clear();
  }

  private void retransform(List<Class<?>> types) {
    if (types.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      if (types.size() > 1) {
        types.forEach(type -> retransform(List.of(type)));
      }
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (!weaving || loader == null || className == null || loader == OWN) {
      return null;
    }
    // Its own maps are not worth an event.
    boolean silent = EventSwitch.silence();
    try {
      byte[] result = isWanted(loader) ? CallerWeaver.weave(bytes) : null;
      if (result != null) {
        woven
            .computeIfAbsent(loader, key -> ConcurrentHashMap.newKeySet())
            .add(className.replace('/', '.'));
      }
      return result;
    } catch (Throwable e) {
      return null;
    } finally {
      EventSwitch.speak(silent);
    }
  }

  /** How many loaders have classes that are woven. */
  int loaders() {
    return woven.size();
  }

  /** Not the JDK's, and one whose classes see {@link Callers}. */
  private boolean isWanted(ClassLoader loader) {
    if (loader == OWN || loader == ClassLoader.getPlatformClassLoader()) {
      return false;
    }
    Boolean known = reaching.get(loader);
    if (known == null) {
      known = reaches(loader);
      reaching.put(loader, known);
    }
    return known;
  }

  private static boolean reaches(ClassLoader loader) {
    for (ClassLoader one = loader; one != null; one = one.getParent()) {
      if (one == OWN) {
        return false; // A library of the agent.
      }
    }
    try {
      return Class.forName(Callers.class.getName(), false, loader) == Callers.class;
    } catch (Throwable e) {
      // Code of the application, which may have closed it.
      return false;
    }
  }
}
