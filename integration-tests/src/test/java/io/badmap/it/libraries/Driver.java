package io.badmap.it.libraries;

import io.badmap.it.Artifacts;
import io.badmap.it.Compiler;
import io.badmap.it.Jdk;
import io.badmap.it.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles the driver of a case and runs it under the agent, in a JVM of its own. */
final class Driver {
  private static final List<Integer> SECONDS = List.of(3, 10, 30);

  /** Far beyond what a driver needs: it ends by itself even where a map hangs. */
  private static final int LIMIT_SECONDS = 120;

  /**
   * What a run left behind.
   *
   * @param exitCode 0 when every call of the library went well
   * @param output standard output of the driver
   * @param errors standard error, where the agent reports
   */
  record Outcome(int exitCode, String output, String errors) {}

  private final LibraryCase library;
  private final Path folder;

  private Driver(LibraryCase library) {
    this.library = library;
    this.folder = Project.target("libraries").resolve(library.name());
  }

  /**
   * Compiles the driver against the buggy release; the classes run with either.
   *
   * @throws IllegalStateException if it does not compile
   */
  static Driver compile(LibraryCase library) throws IOException {
    Driver driver = new Driver(library);
    Compiler.compile(
        Project.file("src/libraries/java"),
        driver.main(),
        Artifacts.classPath(library.buggy()),
        driver.folder.resolve("classes"));
    return driver;
  }

  /** Runs the driver for a short time with one release on one JDK. */
  Outcome run(String coordinates, Jdk jdk) throws IOException, InterruptedException {
    return run(coordinates, jdk, "action=log");
  }

  /** The same, with these options of the agent. */
  Outcome run(String coordinates, Jdk jdk, String options)
      throws IOException, InterruptedException {
    return run(coordinates, jdk, options, SECONDS.get(0));
  }

  /**
   * Runs the driver with the buggy release, again and longer where threads came by each other's
   * side too seldom, as they do on a busy machine.
   *
   * @param options those of the agent
   * @param enough what is waited for
   */
  Outcome runUntil(Jdk jdk, String options, Predicate<Outcome> enough)
      throws IOException, InterruptedException {
    Outcome outcome = null;
    for (int seconds : SECONDS) {
      outcome = run(library.buggy(), jdk, options, seconds);
      if (enough.test(outcome)) {
        break;
      }
    }
    return outcome;
  }

  /** The same, for so many seconds unless it is ended before. */
  Outcome run(String coordinates, Jdk jdk, String options, int seconds)
      throws IOException, InterruptedException {
    String name = Artifacts.fileName(coordinates) + "-" + jdk + "-" + options.hashCode();
    Path output = folder.resolve(name + ".out");
    Path errors = folder.resolve(name + ".err");
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-javaagent:" + Project.badmapJar() + "=" + options);
    command.add("-cp");
    command.add(
        joined(
            Stream.concat(
                    Stream.of(folder.resolve("classes")), Artifacts.classPath(coordinates).stream())
                .toList()));
    command.add(main());
    command.add(Integer.toString(seconds));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private String main() {
    return Driver.class.getPackageName() + "." + library.driver();
  }

  private static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
