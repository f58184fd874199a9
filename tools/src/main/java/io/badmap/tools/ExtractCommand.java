package io.badmap.tools;

import io.badmap.tools.analyze.Analysis;
import io.badmap.tools.model.Report;
import io.badmap.tools.output.Sequences;
import io.badmap.tools.trace.TraceListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The operations before each misuse, for other programs to read. */
@Command(
    name = "extract",
    description =
        "Prints the operations before each misuse as JSON lines, by thread and ordered by time.",
    exitCodeListHeading = "%nexit codes:%n",
    exitCodeList = {
      "0:everything was read",
      "1:something could not be read; the rest is printed",
      "64:the command line is not understood",
      "65:nothing could be read",
      "73:the output cannot be written"
    })
final class ExtractCommand implements Callable<Integer> {
  @Mixin RecordingOptions recordings = new RecordingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "where to write; without it to standard output")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Path file = output;
    Report report;
    try (ProgressBar progress = ProgressBar.of(recordings.files())) {
      report =
          recordings.told(
              new Analysis(recordings.settings(), new TraceListener() {}, progress::show)
                  .analyze(recordings.files()));
    }
    int exitCode = recordings.exitCode(report);
    if (exitCode == RecordingOptions.NOTHING_READ) return exitCode;
    if (report.misuses().isEmpty()) recordings.tell("no misuse in the recording");
    try {
      if (file == null) {
        PrintWriter out = recordings.commandLine().getOut();
        Sequences.print(report, out);
        out.flush();
      } else {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
          Sequences.print(report, out);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return recordings.cannotWrite(file, e);
    }
    return exitCode;
  }
}
