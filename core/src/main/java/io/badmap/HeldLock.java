package io.badmap;

import org.jspecify.annotations.Nullable;

/**
 * A lock that a thread held when it was seen: a monitor or an exclusively owned {@code
 * java.util.concurrent} synchronizer.
 *
 * @param className the class of the lock object
 * @param identity its identity hash code
 * @param site the frame that took it, known for monitors only
 */
public record HeldLock(String className, int identity, @Nullable StackTraceElement site) {}
