package io.badmap.agent.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Class files of loaded classes, read from where their loaders have them. Asks class loaders of the
 * application: for the agent's own thread only.
 */
public final class LoadedClassFiles implements Function<String, byte @Nullable []> {
  private final Supplier<Class<?>[]> loaded;

  /**
   * @param loaded every loaded class, {@code Instrumentation::getAllLoadedClasses}
   */
  public LoadedClassFiles(Supplier<Class<?>[]> loaded) {
    this.loaded = loaded;
  }

  /** {@code null} where the class is not loaded, was made at run time, or its file is gone. */
  @Override
  public byte @Nullable [] apply(String className) {
    for (Class<?> type : loaded.get()) {
      if (type.getName().equals(className)) {
        return read(type);
      }
    }
    return null;
  }

  private static byte @Nullable [] read(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    ClassLoader loader = type.getClassLoader();
    try (InputStream file =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      return file == null ? null : file.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
