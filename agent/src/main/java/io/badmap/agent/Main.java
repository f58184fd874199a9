package io.badmap.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar badmap.jar} enters. The tools and their libraries lie in one entry of the
 * jar, which nothing reads where the jar is an agent.
 */
public final class Main {
  private static final String TOOLS = "tools.jar";

  private Main() {}

  /** Hands the command line to the tools. */
  public static void main(String[] args) throws Throwable {
    ClassLoader own = Main.class.getClassLoader();
    ClassLoader tools;
    try (InputStream jar = own.getResourceAsStream(TOOLS)) {
      if (jar == null) throw new IOException("no " + TOOLS + " in the jar");
      tools = new NestedJarClassLoader("badmap-tools", own, jar);
    }
    Thread.currentThread().setContextClassLoader(tools);
    try {
      tools
          .loadClass("io.badmap.tools.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
