package io.badmap.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles, at test time, what needs libraries that the tests themselves must not have. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles one class and those that it uses.
   *
   * @param sources the root of the sources
   * @param main the full name of the class
   * @param classPath what it needs beside its sources
   * @param classes where the result goes
   * @throws IllegalStateException if it does not compile; javac has said why on standard error
   */
  public static void compile(Path sources, String main, List<Path> classPath, Path classes)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IllegalStateException("these tests need a JDK with a compiler");
    }
    int result =
        javac.run(
            null,
            null,
            null,
            "--release",
            "17",
            "-proc:none",
            "-cp",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            "-sourcepath",
            sources.toString(),
            "-d",
            Files.createDirectories(classes).toString(),
            sources.resolve(main.replace('.', '/') + ".java").toString());
    if (result != 0) {
      throw new IllegalStateException(main + " does not compile");
    }
  }
}
