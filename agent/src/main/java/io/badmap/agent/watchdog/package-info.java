/**
 * Finds threads that walk for ever in a damaged map, from outside and without a hook: by samples of
 * their stacks, taken only while the process burns CPU.
 *
 * <p>Runs on a thread of its own. May use {@code java.base}, the guard and the weaving; takes no
 * lock of the application and calls no code of it.
 */
@NullMarked
package io.badmap.agent.watchdog;

import org.jspecify.annotations.NullMarked;
