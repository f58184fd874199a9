/**
 * Finds the loops in which a damaged map can hold a thread for ever, and lets them count their
 * steps. Runs on ASM and its analysis, so it is loaded only where {@code breakloops} or a suspicion
 * of the watchdog asks for it.
 */
@NullMarked
package io.badmap.agent.loops;

import org.jspecify.annotations.NullMarked;
