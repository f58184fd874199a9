package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Project;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What lies in the jar that users get, entry by entry. */
class JarContentIT {
  /** For the boot loader: the API, the guard, and what starts the agent and knows the JDK only. */
  private static final String ROOT =
      "io/badmap/([A-Z]\\w*|(guard|hunt|gomap|collide|atomicity|budget|canary|event|agent/(bytecode|options|out|start|weave))/\\w+"
          + "|agent/(Premain|Preset|BootClasses|Main|NestedJarClassLoader))(\\$\\w+)*\\.class"
          + "|io/badmap/((guard|hunt|gomap|collide|atomicity|budget|canary|event|agent/(bytecode|options|out|start|weave))/)?package-info\\.class";

  /** For the agent's own class loader. */
  private static final String INSIDE =
      "inst/(io/badmap/agent/|org/objectweb/asm/)([\\w$]+/)*([\\w$]+|package-info)\\.class"
          + "|inst/(byte-buddy|snakeyaml-engine)\\.jar|tools\\.jar";

  private static final String META = "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE)";

  @Test
  void somethingStrangeLiesInTheJar() throws IOException {
    try (JarFile jar = new JarFile(Project.badmapJar().toFile())) {
      List<String> files =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(files)
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .allMatch(name -> name.matches(ROOT + "|" + INSIDE + "|" + META));
      assertThat(files)
          .contains(
              "io/badmap/Badmap.class",
              "io/badmap/agent/Premain.class",
              "inst/io/badmap/agent/Agent.class",
              "inst/org/objectweb/asm/ClassReader.class");
    }
  }

  @Test
  void theManifestLacksWhatTheJvmNeeds() throws IOException {
    try (JarFile jar = new JarFile(Project.badmapJar().toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Main-Class")).isEqualTo("io.badmap.agent.Main");
      assertThat(main.getValue("Premain-Class")).isEqualTo("io.badmap.agent.Premain");
      assertThat(main.getValue("Agent-Class")).isEqualTo("io.badmap.agent.Premain");
      assertThat(main.getValue("Boot-Class-Path")).isEqualTo("badmap.jar");
      assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    }
  }
}
