package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.faults.app.AttachSelf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent attached to a JVM that runs already. */
class AttachIT {
  private static final String JAR = Project.badmapJar().toString();
  private static final String SHARING =
      "Sharing is only supported for boot loader classes because bootstrap classpath has been"
          + " appended";

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAttachedAgentSeesNothingOrDisturbs(Jdk jdk) {
    Jvm jvm = attachable(Jvm.plain(jdk));
    JvmRun run = jvm.run(AttachSelf.class, JAR, "action=log");
    assertThat(ownLines(jvm.run(AttachSelf.class), run))
        .as(run.told())
        .startsWith("fatal error: concurrent map writes")
        .noneMatch(line -> line.startsWith("badmap: not installed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentAttachedToAJvmThatHasItIsInstalledTwice(Jdk jdk) {
    Jvm plain = attachable(Jvm.plain(jdk));
    Jvm guarded = attachable(Jvm.guarded(jdk, "action=log"));
    JvmRun run = guarded.run(AttachSelf.class, JAR, "");
    assertThat(ownLines(plain.run(AttachSelf.class), run))
        .as(run.told())
        .startsWith("badmap: already installed in this JVM, the second agent is ignored")
        .containsOnlyOnce("fatal error: concurrent map writes");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAttachedAgentWithABadOptionEndsTheApplication(Jdk jdk) {
    Jvm jvm = attachable(Jvm.plain(jdk));
    JvmRun run = jvm.run(AttachSelf.class, JAR, "strict=true,acton=log");
    assertThat(ownLines(jvm.run(AttachSelf.class), run))
        .as(run.told())
        .singleElement()
        .asString()
        .startsWith("badmap: not installed: unknown option 'acton' (agent argument, position");
  }

  /** Without what the JVM itself says of the boot class path of any agent that is attached. */
  private static List<String> ownLines(JvmRun plain, JvmRun run) {
    return Harm.ownLines(plain, run).stream().filter(line -> !line.endsWith(SHARING)).toList();
  }

  /** JDK 21 and later warn of agents that are attached, unless told that it is wanted. */
  private static Jvm attachable(Jvm jvm) {
    Jvm self = jvm.with("-Djdk.attach.allowAttachSelf=true");
    return jvm.jdk().version().feature() < 21 ? self : self.with("-XX:+EnableDynamicAgentLoading");
  }
}
