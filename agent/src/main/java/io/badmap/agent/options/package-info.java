/**
 * The options of the agent: one table, from which parsing, the {@code help} text and the README's
 * table come.
 *
 * <p>Runs once, at start, on the path to the application's {@code main}: no regular expressions, no
 * streams, no I/O. May use {@code java.lang} and {@code java.util} only.
 */
@NullMarked
package io.badmap.agent.options;

import org.jspecify.annotations.NullMarked;
