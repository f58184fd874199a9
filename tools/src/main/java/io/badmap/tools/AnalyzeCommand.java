package io.badmap.tools;

import io.badmap.tools.analyze.Analysis;
import io.badmap.tools.model.Report;
import io.badmap.tools.output.ChromeTrace;
import io.badmap.tools.output.HtmlReport;
import io.badmap.tools.output.JsonReport;
import io.badmap.tools.output.PngHeat;
import io.badmap.tools.output.Pprof;
import io.badmap.tools.output.SvgHeat;
import io.badmap.tools.output.TextReport;
import io.badmap.tools.trace.TraceListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What led to the misuses in recordings, and how the maps lived. */
@Command(
    name = "analyze",
    description = "Reads flight recordings and tells what led to each misuse.",
    exitCodeListHeading = "%nexit codes:%n",
    exitCodeList = {
      "0:everything was read",
      "1:something could not be read; the rest is told",
      "64:the command line is not understood",
      "65:nothing could be read",
      "73:the output cannot be written"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final List<String> ENDINGS =
      List.of(".trace.json", ".json", ".html", ".svg", ".png", ".pb.gz");

  @Mixin RecordingOptions recordings = new RecordingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "where to write; its ending says what: .html (a page), .json (everything), .trace.json"
              + " (for Perfetto), .svg or .png (heat map), .pb.gz (for go tool pprof). Without it a"
              + " summary is printed")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Path file = output;
    try {
      return file == null ? summary() : write(file, ending(file));
    } catch (IOException | UncheckedIOException e) {
      return recordings.cannotWrite(file, e);
    }
  }

  private String ending(Path file) {
    String name = file.toString();
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) return ending;
    }
    throw new ParameterException(
        recordings.commandLine(),
        "-o " + name + ": no such form; it must end with one of " + String.join(", ", ENDINGS));
  }

  private int summary() {
    Report report = analyze(new TraceListener() {});
    if (recordings.exitCode(report) != RecordingOptions.NOTHING_READ) {
      TextReport.print(report, recordings.commandLine().getOut());
    }
    return recordings.exitCode(report);
  }

  private int write(Path file, String ending) throws IOException {
    Report report =
        switch (ending) {
          case ".trace.json" -> trace(file);
          case ".pb.gz" -> profile(file);
          default -> analyze(new TraceListener() {});
        };
    int exitCode = recordings.exitCode(report);
    if (exitCode == RecordingOptions.NOTHING_READ) return exitCode;
    switch (ending) {
      case ".json" -> JsonReport.write(report, file);
      case ".html" -> HtmlReport.write(report, file);
      case ".svg" -> SvgHeat.write(report, file);
      case ".png" -> png(report, file);
      default -> {}
    }
    return exitCode;
  }

  private void png(Report report, Path file) throws IOException {
    if (!PngHeat.write(report, file)) {
      recordings.tell(file + ": without labels, since this machine has no font; use .svg");
    }
  }

  private Report trace(Path file) throws IOException {
    try (ChromeTrace trace = new ChromeTrace(file)) {
      Report report = analyze(trace);
      if (trace.leftOut() > 0) {
        recordings.tell(
            String.format(
                "%s: %,d more events were too many for it; narrow it by --map or --thread",
                file, trace.leftOut()));
      }
      return report;
    }
  }

  private Report profile(Path file) throws IOException {
    Pprof profile = new Pprof();
    Report report = analyze(profile);
    if (recordings.exitCode(report) != RecordingOptions.NOTHING_READ) profile.write(report, file);
    return report;
  }

  private Report analyze(TraceListener listener) {
    try (ProgressBar progress = ProgressBar.of(recordings.files())) {
      return recordings.told(
          new Analysis(recordings.settings(), listener, progress::show)
              .analyze(recordings.files()));
    }
  }
}
