package io.badmap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two parties of a misuse.
 *
 * @param operation the map method, such as {@code put}; {@code null} when the side is unknown
 * @param access how the operation uses the map
 * @param effect what it did to the map
 * @param sighting how the stack was got
 * @param threadName the name of the thread; {@code null} when the side is unknown
 * @param threadId {@code Thread.threadId()}, 0 when unknown
 * @param virtual whether it is a virtual thread
 * @param carrier the name of the carrier of a mounted virtual thread, where known
 * @param stack the frames from the map method outwards, without the agent's own; empty when unknown
 * @param caller the first frame outside the map's own code and outside configured wrapper classes,
 *     what Go's {@code runtime.Caller(1)} would give; {@code null} when unknown
 * @param locks the locks the thread held; {@code null} where that could not be told
 */
public record Side(
    @Nullable String operation,
    Access access,
    Effect effect,
    Sighting sighting,
    @Nullable String threadName,
    long threadId,
    boolean virtual,
    @Nullable String carrier,
    List<StackTraceElement> stack,
    @Nullable StackTraceElement caller,
    @Nullable List<HeldLock> locks) {
  /** The side of which nothing is known but that it wrote, or the two would not have met. */
  public static Side unknown() {
    return new Side(
        null,
        Access.WRITE,
        Effect.UNFINISHED,
        Sighting.UNKNOWN,
        null,
        0,
        false,
        null,
        List.of(),
        null,
        null);
  }
}
