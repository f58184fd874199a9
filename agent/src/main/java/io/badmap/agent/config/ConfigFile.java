package io.badmap.agent.config;

import io.badmap.agent.options.OptionError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the file. Immutable. */
public final class ConfigFile {
  /** A file that is longer is refused, unread. */
  static final int MAX_BYTES = 256 * 1024;

  private final Path path;
  private final DocumentReader reader;

  /**
   * @param path the file, which may be a link
   * @param reader reads YAML
   */
  public ConfigFile(Path path, DocumentReader reader) {
    this.path = path;
    this.reader = reader;
  }

  /**
   * What a file says.
   *
   * @param settings {@code null} where there are errors
   * @param errors one line each, without a prefix
   */
  public record Read(@Nullable Settings settings, List<String> errors) {}

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * The bytes, one more than {@link #MAX_BYTES} where there are more.
   *
   * @throws IOException if it cannot be read
   */
  byte[] bytes() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  /** Reads the file as it is now. */
  public Read read() {
    try {
      return read(bytes());
    } catch (IOException e) {
      return new Read(null, List.of(unreadable(e)));
    }
  }

  String unreadable(IOException e) {
    return "cannot read config file " + OptionError.quoted(path.toString()) + " (" + e + ')';
  }

  Read read(byte[] bytes) {
    String name = path.toString();
    if (bytes.length > MAX_BYTES) {
      return new Read(null, List.of("config file " + name + " is longer than 256 KiB"));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Checker checker = new Checker(name);
      Settings settings = Settings.of(checker.check(reader.read(text)));
      List<String> errors = lines(checker.errors());
      String twice = settings.doubleName();
      if (errors.isEmpty() && twice != null) {
        errors.add(
            "two rules are named '" + twice + "' (" + name + ", key rules); valid: unique names");
      }
      return new Read(errors.isEmpty() ? settings : null, errors);
    } catch (CharacterCodingException e) {
      return new Read(null, List.of("config file " + name + " is not in UTF-8"));
    } catch (DocumentException e) {
      return new Read(
          null,
          List.of(
              e.getMessage()
                  + " ("
                  + name
                  + ", line "
                  + e.line()
                  + ", column "
                  + e.column()
                  + "); valid: YAML without anchors, aliases and tags"));
    }
  }

  private static List<String> lines(List<OptionError> errors) {
    List<String> lines = new ArrayList<>();
    for (OptionError error : errors) {
      lines.add(error.line());
    }
    return lines;
  }
}
