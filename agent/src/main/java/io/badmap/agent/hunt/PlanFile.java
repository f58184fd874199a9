package io.badmap.agent.hunt;

import io.badmap.hunt.LearnedPair;
import io.badmap.hunt.Place;
import io.badmap.hunt.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file that keeps what a hunt has learned. UTF-8, one pair a line, its parts separated by tabs;
 * the last line counts them, so that a file that was cut is told from a whole one:
 *
 * <pre>
 *   badmap hunt plan 1
 *   found  1000000  java.util.HashMap.put com.acme.Orders.add:17  java.util.HashMap.get ...
 *   ordered  4000000  change com.acme.Cache.of:33  -
 *   end 2
 * </pre>
 *
 * <p>A part is the verdict, the nanoseconds of the next delay, and the two places; {@code -} is a
 * partner that was never seen. The file is replaced in one step, so a reader never sees half of it.
 */
final class PlanFile {
  private static final String NAME = "badmap hunt plan ";
  private static final int VERSION = 1;
  private static final String END = "end ";
  private static final String NOBODY = "-";

  /** A plan has at most as many pairs as a hunt; a larger file is none. */
  private static final long MOST_BYTES = 4 << 20;

  private final Path file;

  PlanFile(Path file) {
    this.file = file;
  }

  /**
   * What an earlier run has left.
   *
   * @param pairs what it knew; empty where there is no file, or none that can be read
   * @param problem why it could not be read, as the end of a sentence; {@code null} if it could
   */
  record Content(List<LearnedPair> pairs, @Nullable String problem) {}

  /** Reads the file; one that is of no use is kept under another name. */
  Content read() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return useless("is longer than any plan");
      }
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return new Content(List.of(), null);
    } catch (IOException e) {
      return new Content(List.of(), "cannot be read (" + e + ')');
    }
  }

  private Content parse(String text) throws IOException {
    List<String> lines = text.lines().toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (!first.startsWith(NAME)) {
      return useless("is no hunt plan");
    }
    if (!first.equals(NAME + VERSION)) {
      String version = first.substring(NAME.length());
      return useless("is of version " + version + ", this is " + VERSION);
    }
    String last = lines.get(lines.size() - 1);
    if (!text.endsWith("\n") || !last.equals(END + (lines.size() - 2))) {
      return useless("ends in the middle");
    }
    List<LearnedPair> pairs = new ArrayList<>();
    for (int i = 1; i < lines.size() - 1; i++) {
      try {
        LearnedPair pair = pair(lines.get(i).split("\t", -1));
        if (pair != null) {
          pairs.add(pair);
        }
      } catch (IllegalArgumentException e) {
        return useless("has a line " + (i + 1) + " that cannot be understood");
      }
    }
    return new Content(List.copyOf(pairs), null);
  }

  /** Nothing that somebody may want to look at is overwritten at exit. */
  private Content useless(String why) throws IOException {
    Path kept = file.resolveSibling(file.getFileName() + ".old");
    for (int i = 2; Files.exists(kept); i++) {
      kept = file.resolveSibling(file.getFileName() + ".old." + i);
    }
    Files.move(file, kept);
    return new Content(List.of(), why + "; it is kept as '" + kept + "'");
  }

  private static @Nullable LearnedPair pair(String[] parts) {
    if (parts.length != 4) {
      throw new IllegalArgumentException("not four parts");
    }
    Verdict verdict = Verdict.valueOf(parts[0].toUpperCase(Locale.ROOT));
    long nanos = Long.parseLong(parts[1]);
    if (nanos < 0) {
      throw new IllegalArgumentException("a delay of less than nothing");
    }
    Place first = Places.parse(parts[2]);
    boolean alone = parts[3].equals(NOBODY);
    Place second = alone ? null : Places.parse(parts[3]);
    if (first == null || second == null && !alone) {
      return null;
    }
    return new LearnedPair(first, second, verdict, nanos);
  }

  /**
   * Replaces the file.
   *
   * @throws IOException if that cannot be done; the old file is as it was
   */
  void write(LearnedPair[] pairs) throws IOException {
    StringBuilder text = new StringBuilder(NAME).append(VERSION).append('\n');
    int written = 0;
    for (LearnedPair pair : pairs) {
      text.append(pair.verdict.name().toLowerCase(Locale.ROOT)).append('\t');
      text.append(pair.delayNanos).append('\t').append(Places.text(pair.first)).append('\t');
      text.append(pair.second == null ? NOBODY : Places.text(pair.second)).append('\n');
      written++;
    }
    text.append(END).append(written).append('\n');
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, "badmap-plan", ".tmp");
    try {
      Files.write(temporary, text.toString().getBytes(StandardCharsets.UTF_8));
      replace(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void replace(Path temporary) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
