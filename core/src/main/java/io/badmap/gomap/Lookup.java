package io.badmap.gomap;

import org.jspecify.annotations.Nullable;

/**
 * What {@code v, ok := m[key]} gives.
 *
 * @param value the value; {@code null} where there is none
 * @param ok whether the key is in the map
 */
public record Lookup<V>(@Nullable V value, boolean ok) {}
