package io.badmap.bench.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole suite of tests, run by JUnit's console launcher in a JVM of its own.
 *
 * @param name for people
 * @param jvmArgs what its JVM needs
 * @param classPath folders and jars, with what runs it
 * @param tests what the launcher is told to run
 */
public record Suite(String name, List<String> jvmArgs, List<Path> classPath, List<String> tests) {
  /** Misuses maps on purpose, and expects that nobody but the map itself says so. */
  private static final String MISUSING = "io[.]badmap[.]gomap[.]GoMapMisuseTest";

  private static final String LAUNCHER = "org.junit.platform.console.ConsoleLauncher";

  /**
   * All there are.
   *
   * @param target the folder that the build of the benchmarks wrote to
   * @throws IOException if it cannot be read
   */
  public static List<Suite> all(Path target) throws IOException {
    List<Path> jars = jars(target.resolve("suites"));
    return List.of(own(target, jars), guava(jars), collections(jars));
  }

  /**
   * This project's own. They lie in the packages of what they test, which the agent has at the boot
   * loader, so everything is given to that one, with the agent and without.
   */
  private static Suite own(Path target, List<Path> jars) {
    Path core = target.resolve("../../core/target").normalize();
    List<Path> boot = new ArrayList<>();
    boot.add(core.resolve("classes"));
    boot.add(core.resolve("test-classes"));
    boot.addAll(jars);
    List<String> jvmArgs =
        List.of(
            "-Xbootclasspath/a:" + joined(boot),
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED");
    return new Suite(
        "badmap's own, core",
        jvmArgs,
        List.of(),
        List.of(
            "--scan-classpath=" + core.resolve("test-classes"), "--exclude-classname=" + MISUSING));
  }

  /** Guava's tests of the maps of {@code java.util}. */
  private static Suite guava(List<Path> jars) {
    return new Suite(
        "guava-testlib, maps in java.util",
        List.of(),
        jars,
        List.of("--select-class=com.google.common.collect.testing.TestsForMapsInJavaUtil"));
  }

  private static Suite collections(List<Path> jars) {
    String tests =
        jars.stream()
            .map(Path::toString)
            .filter(jar -> jar.endsWith("-tests.jar"))
            .findFirst()
            .orElseThrow();
    return new Suite("commons-collections4", List.of(), jars, List.of("--scan-classpath=" + tests));
  }

  private static List<Path> jars(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    }
    jars.sort(null);
    return jars;
  }

  private static String joined(List<Path> path) {
    List<String> names = path.stream().map(Path::toString).toList();
    return String.join(File.pathSeparator, names);
  }

  /** The command that runs it, with more options for the JVM. */
  public List<String> command(String java, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(jvmArgs);
    command.addAll(more);
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(joined(classPath));
    }
    command.add(LAUNCHER);
    command.add("execute");
    command.addAll(List.of("--details=summary", "--disable-banner"));
    command.addAll(tests);
    return command;
  }
}
