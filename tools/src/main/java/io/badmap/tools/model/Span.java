package io.badmap.tools.model;

/**
 * The time that the recordings cover.
 *
 * @param start of the first chunk, ISO 8601 in UTC
 * @param startEpochMillis the same in milliseconds since 1970
 * @param nanos up to the last event that was read
 * @param columnNanos the width of a column of {@link Heat}
 * @param columns how many there are
 */
public record Span(
    String start, long startEpochMillis, long nanos, long columnNanos, int columns) {}
