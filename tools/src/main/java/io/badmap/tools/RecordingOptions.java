package io.badmap.tools;

import io.badmap.tools.analyze.Settings;
import io.badmap.tools.model.Input;
import io.badmap.tools.model.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the commands that read recordings have in common. */
final class RecordingOptions {
  static final int PARTLY_READ = 1;
  static final int NOTHING_READ = 65;
  static final int CANNOT_WRITE = 73;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.jfr",
      description = "recordings, or folders of them such as the repository of a killed JVM")
  private List<Path> files = List.of();

  @Option(
      names = "--window",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "50ms",
      description = "how long before a misuse to look, such as 500us, 50ms, 2s; ${DEFAULT-VALUE}")
  private Duration window = Duration.ofMillis(50);

  @Option(
      names = "--map",
      paramLabel = "NAME",
      description = "only maps with this in their name or class, or with this id")
  private @Nullable String map;

  @Option(
      names = "--thread",
      paramLabel = "NAME",
      description = "only operations of threads with this in their name, or with this id")
  private @Nullable String thread;

  @Option(
      names = "--show-keys",
      description = "tell keys, where the recording has them or the hash gives them away")
  private boolean showKeys;

  private @Nullable List<Path> found;

  Settings settings() {
    return new Settings(window.toNanos(), map, thread, showKeys);
  }

  /** The files named, and those in the folders named. */
  List<Path> files() {
    List<Path> known = found;
    if (known != null) return known;
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        all.addAll(recordingsIn(file));
      } else {
        all.add(file);
      }
    }
    found = List.copyOf(all);
    return found;
  }

  private List<Path> recordingsIn(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      List<Path> recordings =
          inside
              .filter(file -> file.toString().endsWith(".jfr") && Files.isRegularFile(file))
              .sorted()
              .toList();
      if (recordings.isEmpty()) tell(folder + ": has no .jfr file");
      return recordings;
    } catch (IOException | UncheckedIOException e) {
      tell(folder + ": cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  void tell(String line) {
    commandLine().getErr().println("badmap: " + line);
  }

  /** Tells what was wrong with the recordings. */
  Report told(Report report) {
    report.notes().forEach(this::tell);
    return report;
  }

  int exitCode(Report report) {
    List<Input> inputs = report.inputs();
    if (inputs.stream().mapToLong(Input::events).sum() == 0
        && inputs.stream().noneMatch(Input::whole)) {
      return NOTHING_READ;
    }
    return inputs.stream().allMatch(Input::whole) ? 0 : PARTLY_READ;
  }

  int cannotWrite(@Nullable Path file, Exception e) {
    Throwable inner = e.getCause();
    Throwable cause = inner instanceof IOException ? inner : e;
    String reason =
        cause instanceof java.nio.file.NoSuchFileException
            ? "there is no such folder"
            : cause instanceof java.nio.file.AccessDeniedException
                ? "access is denied"
                : String.valueOf(cause.getMessage());
    tell((file == null ? "the output" : file) + ": cannot be written: " + reason);
    return CANNOT_WRITE;
  }

  /** {@code 50ms} and the like. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ns|us|ms|s|m)");

    @Override
    public Duration convert(String text) {
      Matcher time = TIME.matcher(text);
      if (!time.matches()) {
        throw new TypeConversionException("'" + text + "' is no time such as 500us, 50ms or 2s");
      }
      long number = Long.parseLong(time.group(1));
      return switch (time.group(2)) {
        case "ns" -> Duration.ofNanos(number);
        case "us" -> Duration.ofNanos(1000 * number);
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        default -> Duration.ofMinutes(number);
      };
    }
  }
}
