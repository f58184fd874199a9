package io.badmap.agent;

import io.badmap.agent.start.Start;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URL;

/** Where the JVM enters the agent. */
public final class Premain {
  private static final String CONTROL = "control=";

  private Premain() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, true);
  }

  /** Called by the JVM when the agent is attached. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    if (arguments != null && arguments.startsWith(CONTROL)) {
      control(arguments.substring(CONTROL.length()));
    } else {
      start(arguments, instrumentation, false);
    }
  }

  /** Asks the agent that is here already; nothing where there is none. */
  private static void control(String command) {
    try {
      // By name: where there is no agent the class is not there either.
      Object start =
          Class.forName("io.badmap.guard.Installation", true, null)
              .getMethod("resident")
              .invoke(null);
      if (start != null) {
        start.getClass().getMethod("control", String.class).invoke(start, command);
      }
    } catch (Throwable e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println("badmap: " + command + ": " + cause.getMessage());
    }
  }

  private static void start(String arguments, Instrumentation instrumentation, boolean atStart) {
    try {
      File jar = ownJar(instrumentation);
      if (Premain.class.getClassLoader() != null) {
        BootClasses.define(jar, instrumentation);
      }
      Start.begin(arguments, instrumentation, jar, atStart);
    } catch (Throwable e) {
      System.err.println("badmap: not installed: " + e);
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
