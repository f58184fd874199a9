package io.badmap.agent.report;

import io.badmap.Access;
import org.jspecify.annotations.Nullable;

/**
 * What a stack says about a map operation.
 *
 * @param name the method, such as {@code put}; {@code null} where no frame of the map is on the
 *     stack
 * @param access how it uses the map
 * @param index the frame of that method; -1 without a name
 * @param callerIndex the frame of the caller; -1 for an empty stack
 * @param caller the frame at {@code callerIndex}
 */
record Operation(
    @Nullable String name,
    Access access,
    int index,
    int callerIndex,
    @Nullable StackTraceElement caller) {}
