package io.badmap.tools.model;

/**
 * A JVM that was recorded.
 *
 * @param pid 0 where the recording does not tell
 * @param version as it calls itself; empty where the recording does not tell
 */
public record Jvm(long pid, String version) {}
