/**
 * Rewrites the map classes of {@code java.util}: which method is what, and how its bytecode
 * changes.
 *
 * <p>May use the editor of class files, ASM where an option asks for it, and the JDK; knows the
 * hooks of {@code io.badmap.guard} by name only, and nothing of options or reports.
 */
package io.badmap.agent.weave;
