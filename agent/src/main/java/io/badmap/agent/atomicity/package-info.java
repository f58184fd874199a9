/** What {@code atomicity=on} adds to the agent; not loaded without it. */
@NullMarked
package io.badmap.agent.atomicity;

import org.jspecify.annotations.NullMarked;
