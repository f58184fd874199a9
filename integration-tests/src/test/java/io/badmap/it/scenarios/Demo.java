package io.badmap.it.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the demo application as its README says. */
final class Demo {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Demo() {}

  /** With the agent, in a JVM of its own. */
  static JvmRun run(Jdk jdk, String agentOptions, String... arguments) {
    String jar = Project.file("../demo-app/target/badmap-demo-app.jar").normalize().toString();
    String[] all = Stream.concat(Stream.of(jar), Stream.of(arguments)).toArray(String[]::new);
    return Jvm.guarded(jdk, agentOptions).withClassPath(List.<Path>of()).run("-jar", all);
  }

  /** The reports of a run with {@code format=json}. */
  static List<JsonNode> reports(JvmRun run) {
    List<JsonNode> reports = new ArrayList<>();
    try {
      for (String line : run.stderr().lines().filter(line -> line.startsWith("{")).toList()) {
        JsonNode node = JSON.readTree(line);
        if (node.has("sides")) {
          reports.add(node);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reports;
  }

  /** The names that {@code --list} prints. */
  static List<String> scenarios(Jdk jdk) {
    return run(jdk, "action=off", "--list").lines().stream()
        .map(line -> line.split(" ", 2)[0])
        .toList();
  }
}
