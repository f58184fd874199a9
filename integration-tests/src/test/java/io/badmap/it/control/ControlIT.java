package io.badmap.it.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.badmap.it.Jdk;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.time.Duration;
import java.util.Map;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line, against a JVM that runs. */
class ControlIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aRunningAgentCannotBeControlled(Jdk jdk) throws Exception {
    try (Running jvm = Running.start(jdk)) {
      expect(jvm.command("status", jvm.pid()), 1, "has no agent");
      expect(jvm.command("attach", jvm.pid(), "action=log"), 0, "watches ");
      await()
          .atMost(LONG)
          .until(() -> jvm.command("dump", jvm.pid()).stdout().contains("fatal error: "));
      expect(jvm.command("dump", jvm.pid()), 0, "fatal error: concurrent map writes");
      expect(jvm.command("top", jvm.pid(), "-n", "1"), 0, "java.util.HashMap Racing.scores");
      assertThat(jvm.command("top", jvm.pid(), "-n", "1").stdout())
          .as("a terminal's codes in a pipe")
          .doesNotContain("\u001b");
      expect(jvm.command("flags", jvm.pid(), "0x6"), 0, "flags=0x6 (run time)");
      expect(jvm.command("flags", jvm.pid(), "0x40"), 1, "a sum of 0x1, 0x2, 0x4, 0x8, 0x10, 0x20");
      expect(jvm.command("set", jvm.pid(), "traceback=all"), 0, "traceback=all (run time)");
      expect(jvm.command("set", jvm.pid(), "traceback=al"), 1, "nearest is 'all'");
      expect(jvm.command("set", jvm.pid(), "hunt=on"), 1, "decided when the agent is installed");
      expect(jvm.command("set", jvm.pid(), "traceback"), 1, "is not KEY=VALUE");
      JvmRun status = jvm.command("status", jvm.pid(), "--origin");
      expect(status, 0, "action=log (agent argument)");
      expect(status, 0, "flags=0x6 (run time)");
      expect(status, 0, "park=10000 (default)");
      expect(jvm.command("detach", jvm.pid()), 0, "the JDK has its own classes back");
      expect(jvm.command("status", jvm.pid()), 1, "has no agent");
      expect(jvm.command("attach", jvm.pid(), "action=log"), 0, "watches ");
      expect(jvm.command("detach", "Racing"), 0, "the JDK has its own classes back");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFailureToAttachDoesNotSayWhy(Jdk jdk) throws Exception {
    try (Running jvm = Running.start(jdk, "-XX:+DisableAttachMechanism")) {
      expect(jvm.command("attach", jvm.pid()), 1, "-XX:+DisableAttachMechanism; start it without");
      expect(jvm.command("attach", jvm.pid(), "acton=log"), 1, "nearest is 'action'");
      expect(jvm.command("attach", "no such name"), 1, "no JVM of this user has 'no such name'");
      expect(jvm.command("attach", "4194305"), 1, "there is no process 4194305");
      expect(jvm.command("attach"), 64, "Missing required parameter");
    }
    Process sleeping = new ProcessBuilder("sleep", "60").start();
    try (Running jvm = Running.start(jdk)) {
      expect(jvm.command("attach", Long.toString(sleeping.pid())), 1, "is no JVM");
      assertThat(sleeping.isAlive()).as("attach ends what is no JVM").isTrue();
    } finally {
      sleeping.destroy();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentFromTheStartCannotBeAsked(Jdk jdk) throws Exception {
    String agent = "-javaagent:" + Project.badmapJar() + "=action=log,summary=true";
    try (Running jvm = Running.start(jdk, agent)) {
      expect(jvm.command("status", jvm.pid(), "--origin"), 0, "summary=true (agent argument)");
      expect(jvm.command("detach", jvm.pid()), 0, "the JDK has its own classes back");
    }
  }

  /** What this test reads of the agent's bean. */
  public interface Numbers {
    Map<String, Double> getMetrics();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aNumberOfTheMetricsIsMissingFromJmxOrASecretIsPrinted(Jdk jdk) throws Exception {
    String options = "=action=log,otlp=http://me:S3cr3t@127.0.0.1:1/?token=S3cr3t";
    try (Running jvm = Running.start(jdk, "-javaagent:" + Project.badmapJar() + options)) {
      await().atMost(LONG).until(() -> jvm.stderr().contains("otlp: "));
      JvmRun status = jvm.command("status", jvm.pid(), "--origin");
      expect(status, 0, "otlp=http://...@127.0.0.1:1/?... (agent argument)");
      VirtualMachine attached = VirtualMachine.attach(jvm.pid());
      JMXServiceURL address = new JMXServiceURL(attached.startLocalManagementAgent());
      attached.detach();
      try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
        Numbers numbers =
            JMX.newMXBeanProxy(
                connector.getMBeanServerConnection(),
                new ObjectName("io.badmap:type=Agent"),
                Numbers.class);
        String misuses =
            "badmap_misuse_total{kind=\"concurrent map writes\",map=\"Racing.scores\",rule=\"\"}";
        await().atMost(LONG).until(() -> numbers.getMetrics().containsKey(misuses));
        assertThat(numbers.getMetrics())
            .containsKeys("badmap_watched_classes", "badmap_probe_cpu_usage")
            .containsKey("badmap_conflicts_total{outcome=\"reported\"}");
      }
      assertThat(jvm.stderr() + status.stdout()).doesNotContain("S3cr3t");
      assertThat(jvm.stderr()).contains("otlp: http://...@127.0.0.1:1/v1/metrics?...: ");
    }
  }

  private static void expect(JvmRun run, int exitCode, String part) {
    assertThat(run.stdout() + run.stderr()).as(run.told()).contains(part);
    assertThat(run.exitCode()).as(run.told()).isEqualTo(exitCode);
  }
}
