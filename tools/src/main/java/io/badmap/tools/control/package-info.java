/**
 * Commands that reach a running JVM: over the JDK's attach to put the agent in, and over the JMX
 * that attach opens for its own user on this machine for all else. Knows the agent's bean by its
 * name and the names of its operations only.
 */
@NullMarked
package io.badmap.tools.control;

import org.jspecify.annotations.NullMarked;
