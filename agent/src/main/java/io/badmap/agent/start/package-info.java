/**
 * What every start of the agent runs through before the application's {@code main}. Lies at the
 * jar's root with the weaving, for the boot loader: loaded by the JVM itself, verified by nobody.
 *
 * <p>May use the JDK, the guard, the options and the weaving. All else is reached through {@link
 * AgentClassLoader}, beside the application where that is possible. No lambda, no hash code or
 * equality of a record: the first of a JVM costs more than all that follows here.
 */
@NullMarked
package io.badmap.agent.start;

import org.jspecify.annotations.NullMarked;
