/**
 * The agent's side of the hunt: its options, its plan file, and what it tells at exit. What runs
 * inside map operations is {@link io.badmap.hunt}.
 */
@NullMarked
package io.badmap.agent.hunt;

import org.jspecify.annotations.NullMarked;
