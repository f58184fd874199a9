package io.badmap.agent.report;

import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's own SLF4J, logger {@code io.badmap}, level error. Looked up at the first
 * report, so that the agent does not start the application's logging. Where SLF4J is missing, bound
 * to nothing or switched off, that is told once and stderr used instead.
 */
final class Slf4jOutput implements Output {
  private final Stderr stderr;
  private @Nullable Object logger;
  private @Nullable Method error;
  private boolean told;

  Slf4jOutput(Stderr stderr) {
    this.stderr = stderr;
  }

  @Override
  public void write(String text, List<ClassLoader> application) {
    try {
      if (logger == null) {
        find(application);
      }
      if (logger != null && error != null) {
        error.invoke(logger, text.stripTrailing());
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
      Class<?> type = Class.forName("org.slf4j.Logger", false, factory.getClassLoader());
      if (found == null || !(boolean) type.getMethod("isErrorEnabled").invoke(found)) {
        continue;
      }
      logger = found;
      error = type.getMethod("error", String.class);
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
