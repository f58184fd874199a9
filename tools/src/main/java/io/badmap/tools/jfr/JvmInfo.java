package io.badmap.tools.jfr;

/**
 * The JVM that was recorded.
 *
 * @param pid of its process; 0 where the recording does not tell
 * @param startMillis when it was started, since 1970
 * @param version as it calls itself
 */
public record JvmInfo(long pid, long startMillis, String version) {
  /** Of a chunk that does not tell. */
  public static final JvmInfo UNKNOWN = new JvmInfo(0, 0, "");
}
