package io.badmap.tools.model;

import java.util.List;

/**
 * A row of the decision table that applies.
 *
 * @param cause its name, such as {@code different_locks}
 * @param title what happened, in one line
 * @param advice what to change
 * @param evidence what in the recording shows it, a line each
 */
public record Finding(String cause, String title, String advice, List<String> evidence) {}
