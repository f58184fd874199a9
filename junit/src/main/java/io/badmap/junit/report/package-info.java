/**
 * What is left of a run of tests: {@code report.txt}, {@code report.json}, {@code report.html} and
 * {@code pairs.txt}, the baseline for later runs.
 *
 * <p>Every JVM of a build writes its own part, and the pages anew from the parts of all. Knows
 * {@code io.badmap.junit.watch} and the JDK.
 */
@NullMarked
package io.badmap.junit.report;

import org.jspecify.annotations.NullMarked;
