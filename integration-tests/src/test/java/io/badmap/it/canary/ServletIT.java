package io.badmap.it.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Artifacts;
import io.badmap.it.Compiler;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same through real containers of both name spaces. */
class ServletIT {
  private static final Path SOURCES = Project.file("src/containers/java");

  /** A container, as one source for both name spaces. */
  private record Container(
      String name, String artifact, String template, String servlet, String handler) {
    Path classes() {
      return Project.target("containers/" + name);
    }

    List<Path> classPath() {
      List<Path> all = new ArrayList<>(Artifacts.classPath(artifact));
      all.addAll(Jvm.plain(Jdks.all().get(0)).classPath());
      return all;
    }

    void compile() throws IOException {
      Path generated = Project.target("containers/" + name + "-source");
      Path source = generated.resolve("io/badmap/it/canary/" + template + ".java");
      Files.createDirectories(source.getParent());
      String text =
          Files.readString(SOURCES.resolve("io/badmap/it/canary/" + template + ".java.txt"));
      Files.writeString(source, text.replace("@SERVLET@", servlet).replace("@HANDLER@", handler));
      Compiler.compile(generated, "io.badmap.it.canary." + template, classPath(), classes());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Container> CONTAINERS =
      List.of(
          new Container(
              "tomcat-10.1",
              "org.apache.tomcat.embed:tomcat-embed-core:10.1.49",
              "TomcatMain",
              "jakarta.servlet",
              ""),
          new Container(
              "tomcat-9",
              "org.apache.tomcat.embed:tomcat-embed-core:9.0.113",
              "TomcatMain",
              "javax.servlet",
              ""),
          new Container(
              "jetty-12-ee10",
              "org.eclipse.jetty.ee10:jetty-ee10-servlet:12.0.24",
              "JettyMain",
              "jakarta.servlet",
              "org.eclipse.jetty.ee10.servlet"),
          new Container(
              "jetty-10",
              "org.eclipse.jetty:jetty-servlet:10.0.26",
              "JettyMain",
              "javax.servlet",
              "org.eclipse.jetty.servlet"));

  @TempDir private Path folder;

  @BeforeAll
  static void resolve() throws IOException {
    Artifacts.resolve(CONTAINERS.stream().map(Container::artifact).toList());
    for (Container container : CONTAINERS) {
      container.compile();
    }
  }

  static Stream<Arguments> runs() {
    return CONTAINERS.stream()
        .flatMap(container -> Jdks.all().stream().map(jdk -> Arguments.of(container, jdk)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRequestOfTheCanaryIsNotKnownInAContainer(Container container, Jdk jdk) throws IOException {
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(config, "action: log\nrules: [{name: all, action: throw}]\n");
    List<Path> path = new ArrayList<>();
    path.add(container.classes());
    path.addAll(container.classPath());

    JvmRun run =
        Jvm.guarded(jdk, "traceback=single,config=" + config)
            .withClassPath(path)
            .run("io.badmap.it.canary." + container.template());

    List<String> expected = CanaryIT.expected(jdk);
    expected.add("filter: thrown, went on");
    assertThat(run.lines()).as(run.told()).isEqualTo(expected);
    assertThat(run.stderr()).doesNotContain("not followed");
  }
}
