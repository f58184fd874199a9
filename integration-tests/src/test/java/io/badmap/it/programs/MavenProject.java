package io.badmap.it.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A project for Maven to build: modules of a few classes, each depending on an earlier one. */
final class MavenProject {
  private static final int MODULES = 8;
  private static final int CLASSES = 10;

  /** The same as those of this build, so that they are at hand. */
  private static final String PLUGINS =
      """
      <build><pluginManagement><plugins>
        <plugin>
          <artifactId>maven-resources-plugin</artifactId><version>3.5.0</version>
        </plugin>
        <plugin>
          <artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version>
        </plugin>
        <plugin>
          <artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version>
        </plugin>
        <plugin>
          <artifactId>maven-jar-plugin</artifactId><version>3.5.1</version>
        </plugin>
      </plugins></pluginManagement></build>
      """;

  private MavenProject() {}

  /** Writes it into a folder. */
  static void write(Path folder) throws IOException {
    String modules =
        IntStream.range(0, MODULES)
            .mapToObj(module -> "<module>m" + module + "</module>")
            .collect(Collectors.joining("", "<modules>", "</modules>"));
    String properties =
        """
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          <project.build.outputTimestamp>2026-11-22T00:00:00Z</project.build.outputTimestamp>
        </properties>
        """;
    pom(
        folder,
        "<groupId>shop</groupId><artifactId>all</artifactId><version>1</version>"
            + "<packaging>pom</packaging>"
            + modules
            + properties
            + PLUGINS);
    for (int module = 0; module < MODULES; module++) {
      writeModule(folder.resolve("m" + module), module);
    }
  }

  private static void writeModule(Path folder, int module) throws IOException {
    String dependency =
        module < 2
            ? ""
            : "<dependencies><dependency><groupId>shop</groupId><artifactId>m%d</artifactId><version>1</version></dependency></dependencies>"
                .formatted(module / 2);
    Path sources = Files.createDirectories(folder.resolve("src/main/java/shop/m" + module));
    pom(
        folder,
        "<parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent>"
            + "<artifactId>m"
            + module
            + "</artifactId>"
            + dependency);
    for (int i = 0; i < CLASSES; i++) {
      String base = module < 2 ? "Object" : "shop.m" + module / 2 + ".Part" + i;
      Files.writeString(
          sources.resolve("Part" + i + ".java"),
          """
          package shop.m%1$d;
          public class Part%2$d extends %3$s {
            private final java.util.Map<String, Integer> parts = new java.util.TreeMap<>();
            public int count%1$d(String part) {
              return parts.merge(part, 1, Integer::sum);
            }
          }
          """
              .formatted(module, i, base));
    }
    Path resources = Files.createDirectories(folder.resolve("src/main/resources"));
    Files.writeString(resources.resolve("m" + module + ".properties"), "module=" + module + "\n");
  }

  private static void pom(Path folder, String content) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("pom.xml"),
        "<project><modelVersion>4.0.0</modelVersion>" + content + "</project>");
  }
}
