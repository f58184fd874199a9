/**
 * Which test a misuse belongs to, and what becomes of it.
 *
 * <p>Knows the core's reports and scopes and nothing of JUnit. {@link
 * io.badmap.junit.watch.TestScope#stops} alone runs inside map operations; everything else on the
 * threads of tests and on the agent's reporting thread.
 */
@NullMarked
package io.badmap.junit.watch;

import org.jspecify.annotations.NullMarked;
