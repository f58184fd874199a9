/**
 * What a running agent is asked from outside: to tell, to change, to leave. Nothing of this loads
 * with the agent; it comes when somebody attaches to control it. May use all of the agent; nothing
 * but {@code Agent} uses it.
 */
@NullMarked
package io.badmap.agent.control;

import org.jspecify.annotations.NullMarked;
