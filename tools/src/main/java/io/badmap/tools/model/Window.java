package io.badmap.tools.model;

import java.util.List;

/**
 * What happened to a map around its misuse.
 *
 * @param from its beginning
 * @param to its end
 * @param lanes the names of the threads, in the order in which they first appear
 * @param names strings that the operations refer to
 * @param operations on the map, by time
 * @param marks growth and the like, by time
 * @param blocked stretches in which threads of the lanes stood still, by time
 * @param leftOut operations that were too many to keep, the farthest from the misuse
 * @param whole false where the recording may not hold all of the window
 */
public record Window(
    long from,
    long to,
    List<String> lanes,
    List<String> names,
    Operations operations,
    List<Mark> marks,
    List<Blocked> blocked,
    long leftOut,
    boolean whole) {}
