package io.badmap.agent.report;

import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's own SLF4J, logger {@code io.badmap}, level error. Looked up at the first
 * report, so that the agent does not start the application's logging. Where SLF4J is missing, bound
 * to nothing or switched off, that is told once and stderr used instead. SLF4J keeps its loggers
 * itself: ours is held weakly, and looked up anew when its class loader has gone.
 */
final class Slf4jOutput implements Output {
  private final Stderr stderr;
  private WeakReference<Object> logger = new WeakReference<>(null);
  private WeakReference<Class<?>> type = new WeakReference<>(null);
  private boolean told;

  Slf4jOutput(Stderr stderr) {
    this.stderr = stderr;
  }

  @Override
  public void write(String text, List<ClassLoader> application) {
    try {
      if (logger.get() == null) {
        find(application);
      }
      Object found = logger.get();
      Class<?> declaring = type.get();
      if (found != null && declaring != null) {
        declaring.getMethod("error", String.class).invoke(found, text.stripTrailing());
        return;
      }
      tell("the application has no SLF4J that logs errors of io.badmap");
    } catch (InvocationTargetException e) {
      tell("the application's SLF4J threw " + e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      tell("the application's SLF4J cannot be used, " + e);
    }
    stderr.write(text);
  }

  private void find(List<ClassLoader> application) throws ReflectiveOperationException {
    for (ClassLoader loader : application) {
      Class<?> factory = load(loader);
      if (factory == null) {
        continue;
      }
      Object found = factory.getMethod("getLogger", String.class).invoke(null, "io.badmap");
      Class<?> declaring = Class.forName("org.slf4j.Logger", false, factory.getClassLoader());
      if (found == null || !(boolean) declaring.getMethod("isErrorEnabled").invoke(found)) {
        continue;
      }
      logger = new WeakReference<>(found);
      type = new WeakReference<>(declaring);
      return;
    }
  }

  private static @Nullable Class<?> load(ClassLoader loader) {
    try {
      return Class.forName("org.slf4j.LoggerFactory", true, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private void tell(String problem) {
    if (told) {
      return;
    }
    told = true;
    stderr.line(problem + ": reports go to stderr");
  }
}
