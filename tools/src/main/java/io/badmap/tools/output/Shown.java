package io.badmap.tools.output;

import java.util.Locale;

/** Numbers as people read them. */
final class Shown {
  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Shown() {}

  /** {@code 1.204 ms}. */
  static String nanos(long nanos) {
    if (nanos < MICRO) return nanos + " ns";
    if (nanos < MILLI) return of("%.1f us", nanos / MICRO);
    if (nanos < SECOND) return of("%.3f ms", nanos / MILLI);
    return of("%.3f s", nanos / SECOND);
  }

  /** {@code +1.204 s}, since the start of the recording. */
  static String at(long nanos) {
    return of("+%.6f s", nanos / SECOND);
  }

  /** {@code 1,042}. */
  static String count(long number) {
    return of("%,d", number);
  }

  /** {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    if (bytes < 1 << 10) return bytes + " B";
    if (bytes < 1 << 20) return of("%.1f KiB", bytes / 1024.0);
    if (bytes < 1 << 30) return of("%.1f MiB", bytes / 1024.0 / 1024);
    return of("%.2f GiB", bytes / 1024.0 / 1024 / 1024);
  }

  /** {@code 92 %}. */
  static String share(double share) {
    return of("%.0f %%", 100 * share);
  }

  /** With a point as the decimal sign, whatever the machine is set to. */
  static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
