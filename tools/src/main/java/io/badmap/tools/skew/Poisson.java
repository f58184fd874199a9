package io.badmap.tools.skew;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Poisson's distribution, by the incomplete gamma function (NIST, Digital Library of Mathematical
 * Functions, 8.4.10).
 *
 * @param mean greater than 0
 */
record Poisson(double mean) {
  /** The chance of exactly so many. */
  double exactly(int count) {
    return Math.exp(count * Math.log(mean) - mean - LogGamma.value(count + 1.0));
  }

  /** The chance of more. */
  double moreThan(int count) {
    return RegularizedGamma.P.value(count + 1.0, mean);
  }
}
