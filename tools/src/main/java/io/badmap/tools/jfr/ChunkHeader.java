package io.badmap.tools.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first 68 bytes of a chunk.
 *
 * @param major format; 2 is known
 * @param size bytes of the chunk, as far as it had been written when the header was
 * @param startNanos of the wall clock, since 1970
 * @param durationNanos of the chunk; 0 where it was not finished
 * @param startTicks of the clock that stamps the events
 * @param ticksPerSecond of that clock
 * @param finished whether the JVM has closed the chunk
 */
public record ChunkHeader(
    int major,
    long size,
    long startNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    boolean finished) {
  static final int BYTES = 68;
  static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;

  private static final int MAJOR = 4;
  private static final int SIZE = 8;
  private static final int START = 32;
  private static final int STATE = 64;
  private static final int KNOWN = 2;

  /** Null where the bytes are not the beginning of a chunk. */
  static @Nullable ChunkHeader read(ByteBuffer bytes) {
    if (bytes.limit() < BYTES || bytes.getInt(0) != MAGIC) return null;
    return new ChunkHeader(
        bytes.getShort(MAJOR),
        bytes.getLong(SIZE),
        bytes.getLong(START),
        bytes.getLong(START + Long.BYTES),
        bytes.getLong(START + 2 * Long.BYTES),
        bytes.getLong(START + 3 * Long.BYTES),
        bytes.get(STATE) == 0);
  }

  /** When the first recording of all began; 0 where none can be read. */
  public static long earliest(List<Path> files) {
    long earliest = Long.MAX_VALUE;
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {}
        ChunkHeader header = read(bytes.flip());
        if (header != null) earliest = Math.min(earliest, header.startNanos);
      } catch (IOException e) {
        // Whoever reads the file tells what is wrong with it.
      }
    }
    return earliest == Long.MAX_VALUE ? 0 : earliest;
  }

  boolean known() {
    return major == KNOWN && ticksPerSecond > 0;
  }

  /** Nanoseconds in so many ticks. */
  public double nanosPerTick() {
    return (double) TimeUnit.SECONDS.toNanos(1) / ticksPerSecond;
  }
}
