/**
 * What the agent adds to {@code io.badmap.gomap.GoMap}: advice that names both sides of a misuse.
 *
 * <p>{@link io.badmap.agent.gomap.FirstGoMap} waits for the first use of a GoMap; only then are
 * Byte Buddy and what is written with it, {@code Weaver} and the classes of advice, loaded, by a
 * class loader of their own that is let go afterwards. Nothing else may refer to those.
 */
@NullMarked
package io.badmap.agent.gomap;

import org.jspecify.annotations.NullMarked;
