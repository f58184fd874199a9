package io.badmap.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URL;

/**
 * Where the JVM enters the agent. Knows the JDK only; the agent proper lies in the jar below {@code
 * inst/}, where no class loader but {@link AgentClassLoader} finds it.
 */
public final class Premain {
  private Premain() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, "start");
  }

  /** Called by the JVM when the agent is attached. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, "attach");
  }

  private static void start(String arguments, Instrumentation instrumentation, String entry) {
    try {
      File jar = ownJar(instrumentation);
      if (Premain.class.getClassLoader() != null) {
        BootClasses.define(jar, instrumentation);
      }
      ClassLoader loader = new AgentClassLoader(jar);
      loader
          .loadClass("io.badmap.agent.Agent")
          .getMethod(entry, String.class, Instrumentation.class, File.class)
          .invoke(null, arguments, instrumentation, jar);
    } catch (Throwable e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println("badmap: not installed: " + cause);
    }
  }

  private static File ownJar(Instrumentation instrumentation) throws Exception {
    if (Premain.class.getClassLoader() == null) {
      File jar = BootClasses.origin(instrumentation);
      if (jar != null) {
        return jar;
      }
    }
    URL own = ClassLoader.getSystemResource("io/badmap/agent/Premain.class");
    String path = own.getPath();
    return new File(new URI(path.substring(0, path.lastIndexOf("!/"))));
  }
}
