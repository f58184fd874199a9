package io.badmap.bench.trace;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a tool that reads recordings and tells the CPU time of the process at its end. Arguments:
 * the jar of the tool, or {@code -} for the JDK's own, its main class, and what the tool is given.
 * What {@code print} prints is kept from the disk.
 */
public final class ReaderProgram {
  private ReaderProgram() {}

  /** Ends as the tool does. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .ifPresent(cpu -> out.println("cpu-ns=" + cpu.toNanos()))));
    if (args[2].equals("print")) {
      System.setOut(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
    ClassLoader loader =
        args[0].equals("-")
            ? ClassLoader.getPlatformClassLoader()
            : new URLClassLoader(
                new URL[] {Path.of(args[0]).toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    try {
      Class.forName(args[1], true, loader)
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
