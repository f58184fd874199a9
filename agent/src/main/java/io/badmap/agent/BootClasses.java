package io.badmap.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;
import org.jspecify.annotations.Nullable;

/**
 * Puts the guard into the boot loader when the jar bears another name than its manifest's {@code
 * Boot-Class-Path} says. The classes are defined one by one: adding the jar to the boot class path
 * at run time would cost the warning of class data sharing.
 */
final class BootClasses {
  private static final String CORE = "io/badmap/";
  private static final String AGENT = "io/badmap/agent/";

  private BootClasses() {}

  /**
   * The jar that the JVM has put on the path of the boot loader for this agent; {@code null} where
   * it is not the only one there. To look a resource up instead takes six milliseconds.
   */
  static @Nullable File origin(Instrumentation instrumentation) {
    export(instrumentation);
    String path = VM.getSavedProperty("jdk.boot.class.path.append");
    if (path == null) {
      return null;
    }
    // JDK 17 begins the path with an empty element.
    String own = path.startsWith(File.pathSeparator) ? path.substring(1) : path;
    if (own.isEmpty() || own.indexOf(File.pathSeparatorChar) >= 0) {
      return null;
    }
    File jar = new File(own);
    return jar.isFile() ? jar : null;
  }

  private static void export(Instrumentation instrumentation) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", Set.of(BootClasses.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
  }

  static void define(File file, Instrumentation instrumentation) throws IOException {
    export(instrumentation);
    if (isDefined()) {
      return;
    }
    List<byte[]> pending = new ArrayList<>();
    try (JarFile jar = new JarFile(file, false)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (isForBoot(name)) {
          try (InputStream in = jar.getInputStream(entry)) {
            pending.add(in.readAllBytes());
          }
        }
      }
    }
    defineAll(pending);
  }

  /** An agent that has left leaves them. */
  private static boolean isDefined() {
    try {
      Class.forName("io.badmap.guard.Installation", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What the root holds, but for the classes that start the agent and are running. */
  private static boolean isForBoot(String name) {
    boolean starts = name.startsWith(AGENT) && name.indexOf('/', AGENT.length()) < 0;
    return name.startsWith(CORE) && !starts && name.endsWith(".class");
  }

  /** A class whose superclass is not there yet waits for the next round. */
  private static void defineAll(List<byte[]> pending) {
    LinkageError last = null;
    for (int before = 0; !pending.isEmpty() && before != pending.size(); ) {
      before = pending.size();
      for (Iterator<byte[]> it = pending.iterator(); it.hasNext(); ) {
        byte[] bytes = it.next();
        try {
          Unsafe.getUnsafe().defineClass(null, bytes, 0, bytes.length, null, null);
          it.remove();
        } catch (NoClassDefFoundError e) {
          last = e;
        }
      }
    }
    if (!pending.isEmpty() && last != null) {
      throw last;
    }
  }
}
