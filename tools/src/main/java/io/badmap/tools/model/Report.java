package io.badmap.tools.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found.
 *
 * @param inputs the files
 * @param jvms those that were recorded
 * @param notes what could not be read, or not be trusted: a line each
 * @param span the time of the recordings
 * @param eventsByType the numbers of badmap's events and of the JDK's that were used
 * @param operations assigns, accesses, deletes and steps of iterations that passed the filters
 * @param threads how many of them did these
 * @param misuses in the order of time, at most as many as are kept in detail
 * @param misusesLeftOut how many more there were
 * @param maps those with a misuse first, then by their operations
 * @param mapsLeftOut how many more there were
 * @param creation where maps are made
 * @param guard what the agent counted; null where the recording does not tell
 */
public record Report(
    List<Input> inputs,
    List<Jvm> jvms,
    List<String> notes,
    Span span,
    Map<String, Long> eventsByType,
    long operations,
    int threads,
    List<Misuse> misuses,
    long misusesLeftOut,
    List<MapLife> maps,
    long mapsLeftOut,
    Creation creation,
    @Nullable GuardCounts guard) {}
