package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final Stderr stderr = new Stderr(console, StandardCharsets.UTF_8);

  private String console() {
    return console.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFileNameTakesProcessIdAndTime() {
    String name =
        Outputs.fileName(
            "a-%p-%t-100%%-%x%", Instant.parse("2026-11-22T12:00:03Z"), ZoneOffset.UTC);

    assertThat(name).isEqualTo("a-" + ProcessHandle.current().pid() + "-20261122-120003-100%-%x%");
  }

  @Test
  void aFileIsAppendedTo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("r.log");
    Files.writeString(file, "earlier\n");

    Output output = Outputs.open(file.toString(), Instant.EPOCH, stderr);
    output.write("é\n", List.of());

    assertThat(file).hasContent("earlier\né\n");
    assertThat(console()).isEmpty();
  }

  @Test
  void anUnwritableFileIsToldOnceAndNothingIsLost(@TempDir Path folder) {
    Output output = Outputs.open(folder.toString(), Instant.EPOCH, stderr);
    output.write("one\n", List.of());
    output.write("two\n", List.of());

    assertThat(console())
        .startsWith("badmap: cannot write '" + folder + "' (")
        .endsWith("): reports go to stderr\none\ntwo\n")
        .hasLineCount(3);
  }

  @Test
  void aDiskThatIsFullForAWhileCostsTheFileOnlyWhatCameMeanwhile() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AtomicBoolean full = new AtomicBoolean();
    OutputStream disk =
        new FilterOutputStream(file) {
          @Override
          public void write(byte[] bytes) throws IOException {
            if (full.get()) {
              file.write(bytes, 0, 2);
              throw new IOException("No space left on device");
            }
            file.write(bytes);
          }
        };
    Output output = new FileOutput("r.log", disk, stderr);
    output.write("one\n", List.of());
    full.set(true);
    output.write("two\n", List.of());
    full.set(false);
    output.write("three\n", List.of());
    full.set(true);
    output.write("four\n", List.of());

    assertThat(file.toString(StandardCharsets.UTF_8)).startsWith("one\ntw\nthree\n");
    assertThat(console())
        .isEqualTo(
            "badmap: cannot write 'r.log' (No space left on device): reports go to stderr\n"
                + "two\nfour\n");
  }

  @Test
  void theApplicationsSlf4jGetsTheReport() {
    PrintStream before = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      System.setProperty("org.slf4j.simpleLogger.cacheOutputStream", "false");
      Outputs.open("slf4j", Instant.EPOCH, stderr)
          .write("fatal error: x\n", List.of(OutputsTest.class.getClassLoader()));
    } finally {
      System.setErr(before);
    }

    assertThat(logged.toString(StandardCharsets.UTF_8))
        .contains("ERROR io.badmap - fatal error: x");
    assertThat(console()).isEmpty();
  }

  @Test
  void withoutSlf4jStderrGetsTheReportAfterOneLine() {
    Output output = Outputs.open("slf4j", Instant.EPOCH, stderr);
    List<ClassLoader> bare = List.of(ClassLoader.getPlatformClassLoader());
    output.write("one\n", bare);
    output.write("two\n", bare);

    assertThat(console())
        .isEqualTo(
            "badmap: the application has no SLF4J that logs errors of io.badmap: reports go to"
                + " stderr\none\ntwo\n");
  }
}
