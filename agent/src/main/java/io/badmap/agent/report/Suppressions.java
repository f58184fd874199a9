package io.badmap.agent.report;

import io.badmap.Glob;
import io.badmap.Side;
import io.badmap.agent.options.OptionError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of sites and classes that are not reported. Immutable but for what was used; thread-safe.
 *
 * <p>The file, in UTF-8, has one suppression a line:
 *
 * <pre>
 * # a comment
 * com.acme.Cache.put(Cache.java:88) | com.acme.Cache.get(Cache.java:57)  until=2027-01-31 reason=JIRA-12, benign
 * com.acme.Cache.put | com.acme.Cache.*  until=2027-01-31 reason=the same without lines
 * com.acme.legacy.*  until=2027-06-30 reason=goes away with the next release
 * </pre>
 *
 * <p>With {@code |} it is a pair of callers, in either order, each a site as reports print it or
 * {@code class.method}; {@code unknown} stands for a side that could not be told, and a conflict of
 * which one side could not be told is left out where the other one is of the pair. Without, it is a
 * class, and every conflict with a caller in it on either side is left out. {@code *} stands for
 * any run of characters, {@code ?} for one. {@code until} is the last day on which it counts, in
 * the time zone of the JVM. {@code reason} runs to the end of the line. Both must be there, in this
 * order.
 */
public final class Suppressions {
  private static final String UNTIL = "until=";
  private static final String REASON = "reason=";

  private final String file;
  private final List<Suppression> rules = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private static final int MAX_BYTES = 1 << 20;

  private Suppressions(String file) {
    this.file = file;
  }

  /** Suppresses nothing. */
  public static Suppressions none() {
    return new Suppressions("");
  }

  /** Reads a file; one that cannot be read is an error like a bad line. */
  public static Suppressions load(@Nullable String file) {
    if (file == null) {
      return none();
    }
    try {
      return parse(file, lines(Path.of(file)));
    } catch (IOException | InvalidPathException | SecurityException e) {
      Suppressions none = new Suppressions(file);
      none.errors.add("cannot read suppression file '" + file + "' (" + e + ')');
      return none;
    }
  }

  /** A file may be named while the JVM runs, and one that never ends would take all its memory. */
  private static List<String> lines(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it is longer than 1 MiB");
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes))
        .toString()
        .lines()
        .toList();
  }

  static Suppressions parse(String file, List<String> lines) {
    Suppressions suppressions = new Suppressions(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        suppressions.read(i + 1, line);
      }
    }
    return suppressions;
  }

  /** What could not be understood, one line each, with file and line number. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** The rule that leaves a conflict out at {@code timeMillis}; {@code null} for none. */
  @Nullable Suppression match(Side first, Side second, long timeMillis) {
    for (Suppression rule : rules) {
      if (timeMillis < rule.untilMillis && rule.matches(first, second)) {
        return rule;
      }
    }
    return null;
  }

  /** What is to be said of the rules at exit: those without use and those past their day. */
  List<String> notes(long nowMillis) {
    List<String> notes = new ArrayList<>();
    for (Suppression rule : rules) {
      if (nowMillis >= rule.untilMillis) {
        notes.add(where(rule) + " expired on " + rule.until + ": " + rule.text);
      } else if (!rule.wasUsed()) {
        notes.add(where(rule) + " was not used: " + rule.text);
      }
    }
    return notes;
  }

  private String where(Suppression rule) {
    return "suppression in " + file + ", line " + rule.line + ',';
  }

  private void read(int number, String line) {
    int reason = line.indexOf(REASON);
    int until = line.indexOf(UNTIL);
    if (until < 0 || (reason >= 0 && until > reason)) {
      error(number, "until=YYYY-MM-DD is missing in front of reason=");
      return;
    }
    if (reason < 0 || line.substring(reason + REASON.length()).isBlank()) {
      error(number, "reason= is missing");
      return;
    }
    String patterns = line.substring(0, until).strip();
    String day = line.substring(until + UNTIL.length(), reason).strip();
    try {
      add(number, patterns, LocalDate.parse(day));
    } catch (DateTimeParseException e) {
      error(number, "until=" + OptionError.quoted(day) + " is not a day like 2027-01-31");
    }
  }

  private void add(int number, String patterns, LocalDate until) {
    long end = until.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant().toEpochMilli();
    int bar = patterns.indexOf('|');
    String first = (bar < 0 ? patterns : patterns.substring(0, bar)).strip();
    String second = bar < 0 ? null : patterns.substring(bar + 1).strip();
    if (!isPattern(first) || (second != null && !isPattern(second))) {
      error(number, OptionError.quoted(patterns) + " is neither 'site | site' nor a class");
      return;
    }
    if (second == null && first.indexOf('(') >= 0) {
      error(number, OptionError.quoted(first) + " is one site, a pair needs '| site'");
      return;
    }
    rules.add(
        new Suppression(
            number,
            patterns,
            new Glob(first),
            second == null ? null : new Glob(second),
            until,
            end));
  }

  private static boolean isPattern(String text) {
    if (text.isEmpty() || text.indexOf('|') >= 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return text.endsWith("(Native Method)") || text.endsWith("(Unknown Source)");
      }
    }
    return true;
  }

  private void error(int number, String problem) {
    errors.add("suppression file '" + file + "', line " + number + ": " + problem);
  }
}
