package io.badmap.it.programs;

import io.badmap.it.Artifacts;
import io.badmap.it.Compiler;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that shares nothing it should not.
 *
 * @param name for test names and folders
 * @param artifact {@code group:artifact:version} of what it runs, empty for the JDK alone
 * @param main the simple name of its class in {@code src/programs}
 */
record RealProgram(String name, String artifact, String main) {
  /** Far beyond what one takes on an idle machine. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final String PACKAGE = RealProgram.class.getPackageName();

  /** Runs it to its end in that JVM, with its files below {@code work}. */
  JvmRun run(Jvm jvm, Path work) {
    List<Path> classPath = new ArrayList<>();
    classPath.add(classes());
    classPath.addAll(libraries());
    return jvm.withClassPath(classPath)
        .within(LIMIT)
        .run(
            PACKAGE + "." + main,
            Project.file("../demo-app/src/main/java").normalize().toString(),
            work.toString());
  }

  /** Makes its classes. */
  void compile() throws IOException {
    Compiler.compile(
        Project.file("src/programs/java"), PACKAGE + "." + main, libraries(), classes());
  }

  private Path classes() {
    return Project.target("programs").resolve(name).resolve("classes");
  }

  private List<Path> libraries() {
    return artifact.isEmpty() ? List.of() : Artifacts.classPath(artifact);
  }

  @Override
  public String toString() {
    return name;
  }
}
