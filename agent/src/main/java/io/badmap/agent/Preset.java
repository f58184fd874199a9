package io.badmap.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters a jar whose manifest has defaults of its own, {@code Badmap-Options}: {@code
 * Premain-Class} and {@code Agent-Class} then name this class. The jar as it is shipped does not,
 * since to read a manifest would take each start some time.
 */
public final class Preset {
  private static final String OPTIONS = "Badmap-Options";

  private Preset() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    Premain.start(arguments, instrumentation, true, true);
  }

  /** Called by the JVM when the agent is attached. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    Premain.attach(arguments, instrumentation, true);
  }

  /** The text in the manifest; {@code null} for none. */
  static @Nullable String options(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue(OPTIONS);
    }
  }
}
