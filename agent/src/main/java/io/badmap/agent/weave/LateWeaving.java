package io.badmap.agent.weave;

import io.badmap.agent.out.Stderr;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Weaves all families but HashMap's beside the application, so that a start does not pay for them:
 * one after the other, each in one step of the VM. Its transformer is there for those steps only,
 * since one that runs near the end of a stack breaks the JVM's own agent. Thread-safe.
 */
class LateWeaving implements ClassFileTransformer {
  private static final int FEATURE = Runtime.version().feature();
  private static final long RETRY_NANOS = 200_000_000L;

  /** Ten seconds in all. */
  static final int WAITS_FOR_ROOM = 50;

  private static final int WAITS_FOR_COLLECTION = 10;

  /** Each attempt deoptimizes what uses the family. */
  static final int ATTEMPTS = 50;

  private final Instrumentation instrumentation;
  private final List<Family> woven = new ArrayList<>();
  private final int[] hooks = new int[1];
  private volatile int classes;
  private volatile int methods;

  /** Written and read by the thread in a step, which the transformer is called on. */
  private @Nullable Family current;

  private @Nullable Throwable failure;
  private int transformed;
  private int waits;
  private boolean preparing;
  private boolean begun;
  private volatile boolean done;
  private boolean stopped;

  LateWeaving(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  int classCount() {
    return classes;
  }

  int entryPoints() {
    return methods;
  }

  /**
   * Weaves all of them, in the two steps of {@link Installer#prepare}, at the first call.
   *
   * @param drain returns when every operation is over that was under way when it was called
   */
  synchronized void weave(Runnable drain) {
    if (begun) {
      return;
    }
    begun = true;
    List<Family> prepared = new ArrayList<>();
    preparing = true;
    for (Family family : Family.ALL) {
      if (!family.equals(Family.HASH) && weave(family)) {
        prepared.add(family);
      }
    }
    preparing = false;
    await(drain);
    for (Family family : prepared) {
      weave(family);
    }
    done = true;
  }

  private void await(Runnable drain) {
    while (true) {
      try {
        drain.run();
        return;
      } catch (OutOfMemoryError e) {
        pause();
      }
    }
  }

  private boolean weave(Family family) {
    for (int attempt = 1; ; attempt++) {
      try {
        if (!hasRoomInTime()) {
          tell(family, "no memory");
          return false;
        }
        loadHooks(family);
        return step(family);
      } catch (OutOfMemoryError e) {
        if (attempt == ATTEMPTS) {
          tell(family, e);
          return false;
        }
        // Where memory is short for a while, a class cannot be loaded now, but later.
        pause();
      } catch (ClassNotFoundException | LinkageError e) {
        tell(family, e);
        return false;
      }
    }
  }

  private synchronized boolean step(Family family) {
    if (stopped) {
      return false;
    }
    List<Class<?>> loaded = loadAll(family);
    hooks[0] = 0;
    failure = null;
    transformed = 0;
    current = family;
    instrumentation.addTransformer(this, true);
    try {
      retransform(loaded);
    } finally {
      instrumentation.removeTransformer(this);
      current = null;
    }
    Throwable problem = failure;
    if (problem != null || transformed < loaded.size()) {
      // Half a family must not stay woven: the other half would take a tag for a count.
      retransform(loaded);
      woven.remove(family);
      if (problem == null || problem instanceof OutOfMemoryError) {
        // The JVM hands a class to no transformer where it has no memory for its name.
        throw new OutOfMemoryError();
      }
      tell(family, problem);
      return false;
    }
    if (preparing) {
      woven.add(family);
    } else {
      classes += loaded.size();
      methods += hooks[0];
    }
    return true;
  }

  /** Whether this has woven the family, and is through with all of them. */
  boolean isDone(Family family) {
    return done && has(family);
  }

  /** Whether a family is woven by this. */
  synchronized boolean has(Family family) {
    return woven.contains(family);
  }

  private void tell(Family family, Object problem) {
    tell(family.root() + " is not watched: " + problem);
  }

  /** One line of the agent. */
  void tell(String line) {
    new Stderr().line(line);
  }

  /** Short of memory in the midst of a step, the JVM's own agent writes to stderr, or crashes. */
  private boolean hasRoomInTime() {
    while (!hasRoom()) {
      if (waits == WAITS_FOR_ROOM) {
        return false;
      }
      waits++;
      if (waits == WAITS_FOR_COLLECTION) {
        // An application that allocates nothing now leaves garbage where it is.
        System.gc();
      }
      pause();
    }
    return true;
  }

  boolean hasRoom() {
    return Installer.hasRoom();
  }

  void loadHooks(Family family) throws ClassNotFoundException {
    family.loadHooks();
  }

  /** Waits for {@value #RETRY_NANOS} ns. */
  void pause() {
    long start = System.nanoTime();
    for (long left = RETRY_NANOS; left > 0; left = RETRY_NANOS - (System.nanoTime() - start)) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** Gives the JDK its own classes back, and weaves no more. */
  synchronized void stop() {
    stopped = true;
    for (Family family : woven) {
      retransform(loadAll(family));
    }
    woven.clear();
  }

  private void retransform(List<Class<?>> types) {
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException("cannot change " + types, e);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    Family family = current;
    if (loader != null || redefined == null || family == null || failure != null) {
      return null;
    }
    try {
      if (!family.classes().contains(className.replace('/', '.'))) {
        return null;
      }
      transformed++;
      return preparing
          ? Weaver.prepare(family, bytes, FEATURE)
          : Weaver.weave(family, bytes, FEATURE, List.of(), hooks);
    } catch (Throwable e) {
      failure = e;
      return null;
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
