package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Artifacts;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.faults.app.Collision;
import io.badmap.it.faults.app.TransformsAnew;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside agents that rewrite classes themselves, in both orders. */
class OtherAgentsIT {
  private static final String JACOCO = "org.jacoco:org.jacoco.agent:0.8.15";
  private static final String OPENTELEMETRY =
      "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1";

  /** Started without a collector beside it. */
  private static final String[] NO_EXPORT = {
    "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none"
  };

  @TempDir static Path folder;

  @BeforeAll
  static void resolve() {
    Artifacts.resolve(List.of(JACOCO, OPENTELEMETRY));
  }

  static Stream<Arguments> ordersOnEachJdk() {
    return Jdks.all().stream()
        .flatMap(jdk -> Stream.of(Arguments.of("first", jdk), Arguments.of("last", jdk)));
  }

  @ParameterizedTest(name = "badmap {0} on {1}")
  @MethodSource("ordersOnEachJdk")
  void jacocoAndTheAgentDisturbEachOther(String order, Jdk jdk) throws IOException {
    Path coverage = folder.resolve("jacoco-" + order + "-" + jdk + ".exec");
    String options = "destfile=" + coverage;
    assertReports(jdk, order, jacocoAgent(), options);
    assertThat(coverage).isNotEmptyFile();
  }

  @ParameterizedTest(name = "badmap {0} on {1}")
  @MethodSource("ordersOnEachJdk")
  void openTelemetryAndTheAgentDisturbEachOther(String order, Jdk jdk) {
    assertReports(jdk, order, Artifacts.classPath(OPENTELEMETRY).get(0), "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void thatAnotherAgentHasTakenTheHooksOutIsNotTold(Jdk jdk) throws IOException {
    Path other = folder.resolve("anew.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", TransformsAnew.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    new JarOutputStream(Files.newOutputStream(other), manifest).close();

    Jvm both = Jvm.guarded(jdk, "summary=true").withAgent(other, "");

    List<String> roots =
        List.of(
            "java.util.HashMap",
            "java.util.TreeMap",
            "java.util.WeakHashMap",
            "java.util.Hashtable");
    String told = "another agent has taken the hooks out of " + roots;
    JvmRun changed = both.run(TransformsAnew.class, roots.toArray(String[]::new));
    assertThat(changed.stderr()).as(changed.told()).contains(told);
    assertThat(changed.stdout()).as(changed.told()).contains("1000");
    JvmRun untouched = both.run(TransformsAnew.class);
    assertThat(untouched.stderr())
        .as(untouched.told())
        .contains("conflicts")
        .doesNotContain("another agent");
  }

  private static void assertReports(Jdk jdk, String order, Path other, String options) {
    Jvm base = Jvm.plain(jdk).with(NO_EXPORT);
    Path badmap = Project.badmapJar();
    Jvm both =
        order.equals("first")
            ? base.withAgent(badmap, "action=log").withAgent(other, options)
            : base.withAgent(other, options).withAgent(badmap, "action=log");
    JvmRun plain = Jvm.plain(jdk).run(Collision.class);
    JvmRun run = both.run(Collision.class);
    assertThat(run.stdout()).as(run.told()).isEqualTo(plain.stdout());
    assertThat(run.exitCode()).as(run.told()).isEqualTo(plain.exitCode());
    assertThat(run.stderr())
        .as(run.told())
        .containsOnlyOnce("fatal error: ")
        .contains("fatal error: concurrent map writes")
        .contains("Collision.first(Collision.java:")
        .contains("Collision.second(Collision.java:")
        .doesNotContain("not installed");
  }

  /** The agent is a jar inside the artifact's jar. */
  private static Path jacocoAgent() throws IOException {
    Path agent = folder.resolve("jacocoagent.jar");
    if (Files.exists(agent)) {
      return agent;
    }
    Path artifact = Artifacts.classPath(JACOCO).get(0);
    try (JarFile jar = new JarFile(artifact.toFile());
        InputStream in = jar.getInputStream(jar.getEntry("jacocoagent.jar"))) {
      Files.copy(in, agent, StandardCopyOption.REPLACE_EXISTING);
    }
    return agent;
  }
}
