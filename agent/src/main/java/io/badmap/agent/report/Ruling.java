package io.badmap.agent.report;

import io.badmap.agent.options.Action;

/**
 * What a rule says of an encounter.
 *
 * @param rule its name, fit for a label
 * @param action what the meeting thread gets
 */
public record Ruling(String rule, Action action) {}
