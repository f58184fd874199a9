/**
 * Where lines of the agent go. Lies at the jar's root with what starts the agent, for the boot
 * loader. May use the JDK alone, and no lambda.
 */
@NullMarked
package io.badmap.agent.out;

import org.jspecify.annotations.NullMarked;
