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
  private static final String SEPARATOR = " \\| ";

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
        if (pair.split(SEPARATOR, -1).length != 4) {
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

  /** A side that could not be told may be either of a known pair with the other one. */
  boolean knows(Incident incident) {
    if (pairs.contains(incident.pair())) {
      return true;
    }
    StackTraceElement first = incident.report().first().caller();
    StackTraceElement second = incident.report().second().caller();
    if ((first == null) == (second == null)) {
      return false;
    }
    String told = Sites.method(first == null ? second : first);
    String mapClass = incident.report().mapClass();
    return pairs.stream().anyMatch(pair -> isOf(pair, mapClass, told));
  }

  /** Whatever the kind, which follows from both sides. */
  private static boolean isOf(String pair, String mapClass, String site) {
    String[] parts = pair.split(SEPARATOR, -1);
    return parts[1].equals(mapClass) && (parts[2].equals(site) || parts[3].equals(site));
  }
}
