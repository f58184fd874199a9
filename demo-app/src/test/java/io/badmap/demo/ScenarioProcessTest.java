package io.badmap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.demo.scenario.Scenarios;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario in a JVM of its own, without an agent, where it may damage its maps. */
class ScenarioProcessTest {
  static List<String> names() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theJvmEndsWhateverTheScenarioDidToItsMaps(String name) throws Exception {
    Process demo = start(name, "--seconds", "0.3");
    List<String> lines;
    try {
      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
      byte[] printed = demo.getInputStream().readAllBytes();
      lines = new String(printed, StandardCharsets.UTF_8).lines().toList();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith(name + ": ").endsWith("; up to 0.3 s");
    assertThat(lines.get(1))
        .matches(
            demo.exitValue() == 0
                ? name + ": ended without an error; [1-9]\\d* operations done.*"
                : name + ": stopped by java\\..*");
  }

  private static Process start(String... arguments) throws IOException, URISyntaxException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes =
        Path.of(DemoApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ProcessBuilder builder =
        new ProcessBuilder(java.toString(), "-cp", classes.toString(), DemoApp.class.getName());
    builder.command().addAll(List.of(arguments));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
