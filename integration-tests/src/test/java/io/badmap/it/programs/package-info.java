/**
 * Correct programs of others, run with and without the agent: the same output and not one report.
 * The programs in {@code src/programs} are small mains over released libraries, compiled at test
 * time against the class path that {@link io.badmap.it.Artifacts} resolves; Maven is the one that
 * runs the tests.
 */
package io.badmap.it.programs;
