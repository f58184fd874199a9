package io.badmap.agent.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Reads texts that a {@link Kind} has accepted. */
final class Quantities {
  private Quantities() {}

  /** 0 to 1. */
  static double share(String text) {
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
        : Double.parseDouble(text);
  }

  /** Milliseconds. */
  static long millis(String text) {
    if (text.endsWith("ms")) {
      return number(text, 2);
    }
    long unit =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> 1_000;
          case 'm' -> 60_000;
          default -> 3_600_000;
        };
    return unit * number(text, 1);
  }

  /** Bytes; a KB is 1,024 of them. */
  static long bytes(String text) {
    if (text.endsWith("KB")) {
      return number(text, 2) << 10;
    }
    if (text.endsWith("MB")) {
      return number(text, 2) << 20;
    }
    return text.endsWith("GB") ? number(text, 2) << 30 : number(text, 1);
  }

  /** The end of a day in the time zone of the JVM, or the moment itself. */
  static Instant moment(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  private static long number(String text, int unit) {
    return Long.parseLong(text.substring(0, text.length() - unit));
  }
}
