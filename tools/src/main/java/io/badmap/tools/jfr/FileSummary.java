package io.badmap.tools.jfr;

import java.util.Map;

/**
 * What was read of a file.
 *
 * @param file its name, as it was given
 * @param bytes its size
 * @param chunks read, whole or in part
 * @param events of all types, those of the format itself left out
 * @param whole whether all of it was read
 * @param eventsByType the names of the types with their numbers of events
 */
public record FileSummary(
    String file,
    long bytes,
    int chunks,
    long events,
    boolean whole,
    Map<String, Long> eventsByType) {}
