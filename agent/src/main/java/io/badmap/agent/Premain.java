package io.badmap.agent;

import io.badmap.agent.options.OptionParser;
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
    start(arguments, instrumentation, true, false);
  }

  /** Called by the JVM when the agent is attached. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    attach(arguments, instrumentation, false);
  }

  static void attach(String arguments, Instrumentation instrumentation, boolean preset) {
    if (arguments != null && arguments.startsWith(CONTROL)) {
      control(arguments.substring(CONTROL.length()));
    } else {
      start(arguments, instrumentation, false, preset);
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

  static void start(
      String arguments, Instrumentation instrumentation, boolean atStart, boolean preset) {
    try {
      File jar = ownJar(instrumentation);
      if (Premain.class.getClassLoader() != null) {
        BootClasses.define(jar, instrumentation);
      }
      OptionParser.preset(preset ? Preset.options(jar) : null);
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
