package io.badmap.it.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real misuses, recorded by the agent, and the causes that the analysis finds in the recording. */
class CausesIT {
  /** A race need not be met in the moment that makes its cause. */
  private static final int TRIES = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unguarded_writers",
        "unguarded_reader_and_writer",
        "writer_guarded_reader_bare",
        "one_side_bare",
        "different_locks",
        "read_that_writes",
        "view_without_wrapper_lock",
        "parallel_stream",
        "first_write_race",
        "write_while_growing",
        "published_before_filled",
        "write_to_evacuated_bucket",
        "undecided"
      })
  void aRealMisuseIsGivenAnotherCause(String cause) throws IOException {
    for (Jdk jdk : Jdks.all()) {
      List<List<String>> found = new ArrayList<>();
      do {
        found.add(causes(jdk, cause, found.size()));
      } while (!verdict(found).equals(cause) && found.size() < TRIES);
      assertThat(verdict(found)).as("JDK %s, each try: %s", jdk.version(), found).isEqualTo(cause);
    }
  }

  /** The first finding of the last try, which the page and the summary call the verdict. */
  private static String verdict(List<List<String>> found) {
    return found.get(found.size() - 1).stream().findFirst().orElse("");
  }

  /** Those of the first misuse; none where it was not recorded. */
  private List<String> causes(Jdk jdk, String scenario, int attempt) throws IOException {
    Path place =
        Files.createDirectory(folder.resolve(scenario + jdk.version().feature() + "-" + attempt));
    // A thread that is stopped writes to no bucket.
    String action = scenario.equals("write_to_evacuated_bucket") ? "log" : "throw";
    JvmRun run =
        Jvm.guarded(jdk, "events=all,action=" + action).in(place).run(CausesMain.class, scenario);
    Path report = place.resolve("report.json");
    List<String> command = new ArrayList<>(List.of(Project.badmapJar().toString(), "analyze"));
    try (Stream<Path> files = Files.list(place)) {
      files.map(Path::toString).filter(name -> name.endsWith(".jfr")).forEach(command::add);
    }
    if (command.size() == 2) return List.of(run.told());
    command.addAll(List.of("-o", report.toString()));
    JvmRun analysis =
        Jvm.plain(jdk).withClassPath(List.of()).run("-jar", command.toArray(new String[0]));
    if (!Files.exists(report)) return List.of(analysis.told());
    List<String> causes = new ArrayList<>();
    for (JsonNode finding :
        new ObjectMapper().readTree(report.toFile()).path("misuses").path(0).path("findings")) {
      causes.add(finding.path("cause").asText());
      assertThat(finding.path("evidence")).isNotEmpty();
    }
    return causes;
  }
}
