package io.badmap.it.junit;

import io.badmap.Badmap;
import io.badmap.it.Artifacts;
import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.junit.WatchMaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Starts JVMs that run tests of {@code samples} with one version of JUnit. */
final class Harness {
  /** The newest JUnit 5 of this project's own tests. */
  static final String USUAL = "5.14.4";

  private static final String SAMPLES = "io.badmap.it.junit.samples.";

  private Harness() {}

  /** Without the agent on the class path; attaching is allowed without a warning. */
  static Jvm withoutAgent(Jdk jdk, String junit, Path folder) {
    List<Path> classPath = new ArrayList<>();
    classPath.add(Project.target("test-classes"));
    classPath.add(jarOf(Badmap.class));
    classPath.add(jarOf(WatchMaps.class));
    classPath.add(jarOf(ByteBuddyAgent.class));
    classPath.addAll(Artifacts.classPath("org.junit.jupiter:junit-jupiter:" + junit));
    classPath.addAll(
        Artifacts.classPath("org.junit.platform:junit-platform-launcher:" + platform(junit)));
    Jvm jvm = Jvm.plain(jdk).withClassPath(classPath).in(folder);
    return jdk.version().feature() < 21 ? jvm : jvm.with("-XX:+EnableDynamicAgentLoading");
  }

  /** As a project has it that depends on badmap-junit. */
  static Jvm with(Jdk jdk, String junit, Path folder) {
    return withoutAgent(jdk, junit, folder).andClassPath(Project.badmapJar());
  }

  /** Runs classes of {@code samples} through the Launcher. */
  static JvmRun run(Jvm jvm, String... samples) {
    String[] names = Stream.of(samples).map(SAMPLES::concat).toArray(String[]::new);
    return jvm.run(LaunchMain.class, names);
  }

  /** The lines that say what became of each test, sorted. */
  static List<String> verdicts(JvmRun run) {
    return run.lines().stream()
        .filter(line -> line.startsWith("passed ") || line.startsWith("failed "))
        .sorted()
        .toList();
  }

  static String report(Path folder, String file) {
    try {
      return Files.readString(folder.resolve("target").resolve("badmap").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JUnit 5.N came with platform 1.N; from 6 on both have one number. */
  private static String platform(String junit) {
    return junit.startsWith("5.") ? "1" + junit.substring(1) : junit;
  }

  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
