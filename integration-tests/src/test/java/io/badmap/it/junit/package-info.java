/**
 * The JUnit module in real runs: several versions of JUnit, Maven's and Gradle's ways to run it.
 */
package io.badmap.it.junit;
