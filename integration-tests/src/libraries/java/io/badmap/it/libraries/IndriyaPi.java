package io.badmap.it.libraries;

import java.math.MathContext;
import java.math.RoundingMode;
import javax.measure.UnitConverter;
import tech.units.indriya.function.Calculus;
import tech.units.indriya.function.MultiplyConverter;

/**
 * Each thread converts with a converter of its own. Behind the converters lies one static cache of
 * pi by number of digits, filled with {@code computeIfAbsent}.
 */
public final class IndriyaPi {
  private static final int LEAST_DIGITS = 10;
  private static final int MOST_DIGITS = 1_500;

  private IndriyaPi() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, IndriyaPi::convert);
  }

  private static Race.Contest convert(int round) {
    int digits = LEAST_DIGITS + round % (MOST_DIGITS - LEAST_DIGITS);
    Calculus.MATH_CONTEXT = new MathContext(digits, RoundingMode.HALF_EVEN);
    return thread -> {
      UnitConverter converter = MultiplyConverter.ofPiExponent(1);
      converter.convert(2);
      return 1;
    };
  }
}
