package io.badmap.tools.trace;

/**
 * A stretch in which a thread stood still, as it was recorded.
 *
 * @param start nanoseconds since 1970
 * @param nanos how long
 * @param kind {@code monitor}, {@code wait}, {@code park}, {@code sleep} or {@code gc}
 * @param thread its number; -1 for all of them
 * @param jvm its number
 * @param what the class waited for, or the cause of the collection
 * @param owner the number of the thread that held it before; -1 where not known
 */
public record Stretch(
    long start, long nanos, String kind, int thread, int jvm, String what, int owner) {
  /** When it was over. */
  public long end() {
    return start + nanos;
  }
}
