package io.badmap.tools.jfr;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells changes of the wall clock from the course of time. Each chunk begins with both the wall
 * clock and the clock that stamps events; between two chunks of a JVM they go on alike, but for
 * what somebody set the wall clock by. Drift below {@value #TOLERATED_NANOS} ns a chunk is let be.
 */
final class JvmClocks {
  private static final long TOLERATED_NANOS = 100_000_000;

  /** A chunk, and by how much its wall clock is off that of the JVM's first one. */
  private record Course(ChunkHeader chunk, long off) {}

  private final Map<JvmInfo, Course> courses = new HashMap<>();

  /** Notes a chunk and gives by how many nanoseconds the clock was changed before it, mostly 0. */
  long change(JvmInfo jvm, ChunkHeader header) {
    Course course = courses.get(jvm);
    long change =
        course == null || jvm.equals(JvmInfo.UNKNOWN) ? 0 : change(course.chunk(), header);
    courses.put(jvm, new Course(header, off(jvm) + change));
    return change;
  }

  private static long change(ChunkHeader before, ChunkHeader header) {
    if (before.ticksPerSecond() != header.ticksPerSecond()) return 0;
    long ticked = (long) ((header.startTicks() - before.startTicks()) * header.nanosPerTick());
    long change = header.startNanos() - before.startNanos() - ticked;
    return Math.abs(change) <= TOLERATED_NANOS ? 0 : change;
  }

  /** What is to be taken off the wall clock of the JVM's last chunk. */
  long off(JvmInfo jvm) {
    Course course = courses.get(jvm);
    return course == null ? 0 : course.off();
  }
}
