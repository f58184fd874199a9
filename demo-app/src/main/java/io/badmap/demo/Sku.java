package io.badmap.demo;

/** A thing on sale and its price in cents. */
public record Sku(String code, long cents) {
  /**
   * Reads a catalogue line, {@code CODE;CENTS}.
   *
   * @throws IllegalArgumentException if the line has no semicolon or the price is no number
   */
  public static Sku parse(String line) {
    int semicolon = line.indexOf(';');
    if (semicolon < 0) {
      throw new IllegalArgumentException("not CODE;CENTS: " + line);
    }
    return new Sku(line.substring(0, semicolon), Long.parseLong(line.substring(semicolon + 1)));
  }
}
