/** Whole suites of tests, as {@code SuiteTime} runs them. Knows the JDK alone. */
@NullMarked
package io.badmap.bench.suite;

import org.jspecify.annotations.NullMarked;
