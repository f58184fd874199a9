package io.badmap.junit.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Pairs that are known: a build fails on others only. The file, in UTF-8, has one {@link
 * Incident#pair} a line, as {@code pairs.txt} beside the report has them; {@code #} begins a
 * comment.
 *
 * @param pairs the pairs
 */
public record Baseline(Set<String> pairs) {
  /** Knows nothing. */
  public static final Baseline NONE = new Baseline(Set.of());

  /** Makes an unmodifiable copy. */
  public Baseline {
    pairs = Set.copyOf(pairs);
  }

  /**
   * Reads a file.
   *
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if a line is no pair
   */
  public static Baseline read(Path file) {
    try {
      Set<String> pairs = new HashSet<>();
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        String pair = line.strip();
        if (pair.isEmpty() || pair.startsWith("#")) {
          continue;
        }
        if (pair.split(" \\| ", -1).length != 4) {
          throw new IllegalArgumentException(
              "baseline " + file + ", line " + number + ": not 'kind | class | site | site'");
        }
        pairs.add(pair);
      }
      return new Baseline(pairs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read baseline " + file + " (" + e + ")", e);
    }
  }

  boolean knows(Incident incident) {
    return pairs.contains(incident.pair());
  }
}
