package io.badmap.agent.atomicity;

import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.atomicity.SelfTest;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the concurrent maps for {@code atomicity=on}, after {@link
 * io.badmap.agent.weave.Installer}, whose classes it does not touch. The JVM itself uses a {@code
 * ConcurrentHashMap} all the while: the hooks are silent until they are told whom to tell.
 */
public final class AtomicityInstaller {
  private final Instrumentation instrumentation;

  public AtomicityInstaller(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Weaves all in one step of the VM, and proves it with real interleavings. On any failure the
   * classes are as they were.
   *
   * @throws UnknownShapeException if the JDK is not as the table expects, or the proof fails
   */
  public void install() throws UnknownShapeException {
    Weaving weaving = new Weaving();
    Class<?>[] classes = classes();
    try {
      weave(weaving, classes);
      weaving.rethrow();
      String missed = SelfTest.missed();
      if (missed != null) {
        throw new UnknownShapeException("the self-test's " + missed + " was not seen");
      }
    } catch (UnknownShapeException | UnmodifiableClassException | RuntimeException e) {
      restore(classes);
      throw e instanceof UnknownShapeException shape
          ? shape
          : new UnknownShapeException(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      restore(classes);
      throw new UnknownShapeException("interrupted during the self-test");
    }
  }

  /** A class that loads while the hooks speak must not come by a transformer, which uses maps. */
  private void weave(Weaving weaving, Class<?>[] classes) throws UnmodifiableClassException {
    instrumentation.addTransformer(weaving, true);
    try {
      instrumentation.retransformClasses(classes);
    } finally {
      instrumentation.removeTransformer(weaving);
    }
  }

  /** Gives the JDK its own classes back; the hooks must have been told nobody to tell. */
  public void restore() {
    try {
      restore(classes());
    } catch (UnknownShapeException e) {
      throw new IllegalStateException(e);
    }
  }

  private void restore(Class<?>[] classes) {
    try {
      instrumentation.retransformClasses(classes);
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?>[] classes() throws UnknownShapeException {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : AtomicityPoint.CLASSES) {
      try {
        classes.add(Class.forName(name, true, null));
      } catch (ClassNotFoundException e) {
        throw new UnknownShapeException(name + " is not there");
      }
    }
    return classes.toArray(new Class<?>[0]);
  }

  /** The JDK swallows what a transformer throws, so this one keeps it. */
  private static final class Weaving implements ClassFileTransformer {
    private volatile @Nullable UnknownShapeException failure;

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String className,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (loader != null
          || redefined == null
          || !AtomicityPoint.CLASSES.contains(className.replace('/', '.'))) {
        return null;
      }
      try {
        return AtomicityWeaver.weave(bytes);
      } catch (UnknownShapeException e) {
        failure = e;
      } catch (Throwable e) {
        failure = new UnknownShapeException(className.replace('/', '.') + ": " + e);
      }
      return null;
    }

    void rethrow() throws UnknownShapeException {
      UnknownShapeException met = failure;
      if (met != null) {
        throw met;
      }
    }
  }
}
