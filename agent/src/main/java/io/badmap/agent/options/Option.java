package io.badmap.agent.options;

/**
 * One row of the option table.
 *
 * @param key the name, as written in front of {@code =}
 * @param valid the values, in words
 * @param defaultValue the value where nobody sets one; empty for none
 * @param description what it does, in one sentence
 * @param values the values, as a check
 */
record Option(String key, String valid, String defaultValue, String description, Values values) {}
