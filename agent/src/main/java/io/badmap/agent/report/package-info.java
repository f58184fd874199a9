/**
 * From an encounter that the guard hands over to a report that somebody reads.
 *
 * <p>{@link Reporter#met} alone runs inside a map operation of the application, perhaps under its
 * locks: it takes no lock that outlives a few instructions, does no output, loads no class of the
 * application and calls no user code. Everything else runs on the agent's own daemon thread. May
 * use the core, {@code java.base} and ASM; {@code java.management} only in {@link JmxLocks}, which
 * is touched only where that module is there.
 */
@NullMarked
package io.badmap.agent.report;

import org.jspecify.annotations.NullMarked;
