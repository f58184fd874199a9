package io.badmap.agent.canary;

import io.badmap.CanaryScope;
import io.badmap.agent.LibraryLoader;
import io.badmap.agent.out.Stderr;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets scopes follow requests: the weaving of servers, executors and the HTTP client, which is
 * there while some rule counts. The transformer stays as long, since servlets load late. Not
 * thread-safe.
 */
final class Following {
  private static final String OWN = "io.badmap.agent.canary.weave.";

  private final Instrumentation instrumentation;
  private final Stderr stderr;
  private @Nullable Quiet woven;

  Following(Instrumentation instrumentation, Stderr stderr) {
    this.instrumentation = instrumentation;
    this.stderr = stderr;
  }

  /** Weaves where {@code wanted} and not done, gives the classes back where not wanted. */
  void follow(boolean wanted) {
    Quiet now = woven;
    if (wanted && now == null) {
      begin();
    } else if (!wanted && now != null) {
      instrumentation.removeTransformer(now);
      woven = null;
      retransform();
    }
  }

  private void begin() {
    try {
      LibraryLoader loader =
          new LibraryLoader(
              Following.class.getClassLoader(), "byte-buddy.jar", "net/bytebuddy/", OWN);
      ClassFileTransformer weaver =
          (ClassFileTransformer) loader.loadClass(OWN + "Weaver").getConstructor().newInstance();
      Quiet quiet = new Quiet(weaver, stderr);
      openClient();
      instrumentation.addTransformer(quiet, true);
      woven = quiet;
      retransform();
    } catch (IOException | ReflectiveOperationException e) {
      stderr.line("requests of the canary are not followed: " + e);
    }
  }

  /** The client's own form of a request, for the hook that sets a header of it. */
  private void openClient() {
    Module client = ModuleLayer.boot().findModule("java.net.http").orElse(null);
    if (client != null) {
      instrumentation.redefineModule(
          client,
          Set.of(),
          Map.of("jdk.internal.net.http", Set.of(CanaryScope.class.getModule())),
          Map.of(),
          Set.of(),
          Map.of());
    }
  }

  private void retransform() {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (Points.isWoven(type) && instrumentation.isModifiableClass(type)) {
        classes.add(type);
      }
    }
    for (Class<?> type : classes) {
      try {
        instrumentation.retransformClasses(type);
      } catch (UnmodifiableClassException | LinkageError e) {
        stderr.line("requests of the canary are not followed through " + type.getName() + ": " + e);
      }
    }
  }

  /** The JDK swallows what a transformer throws; the first is told. */
  private static final class Quiet implements ClassFileTransformer {
    private final ClassFileTransformer weaver;
    private final Stderr stderr;
    private volatile boolean told;

    Quiet(ClassFileTransformer weaver, Stderr stderr) {
      this.weaver = weaver;
      this.stderr = stderr;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String className,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (loader == Following.class.getClassLoader()) {
        return null;
      }
      try {
        return weaver.transform(loader, className, redefined, domain, bytes);
      } catch (java.lang.instrument.IllegalClassFormatException | RuntimeException | Error e) {
        if (!told) {
          told = true;
          stderr.line("requests of the canary are not followed through " + className + ": " + e);
        }
        return null;
      }
    }
  }
}
