package io.badmap.bench.soak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time of day that a JVM sees, through a library of ours that it preloads; the monotonic clock
 * stays as it is. For one thread.
 */
public final class Clock {
  private static final List<Duration> OFFSETS =
      List.of(
          Duration.ofDays(1),
          Duration.ofHours(-2),
          Duration.ofDays(40),
          Duration.ZERO,
          Duration.ofDays(-1),
          Duration.ofMinutes(5));

  private final Path library;
  private final Path file;
  private int jumps;

  private Clock(Path library, Path file) throws IOException {
    this.library = library;
    this.file = file;
    write(Duration.ZERO);
  }

  /**
   * A clock that can jump.
   *
   * @param folder where the library is compiled to
   * @return null where there is no C compiler, or not Linux
   */
  public static @Nullable Clock in(Path folder) throws InterruptedException, IOException {
    Path source = folder.resolve("clock.c");
    try (InputStream text = Clock.class.getResourceAsStream("clock.c")) {
      if (text == null) {
        throw new IllegalStateException("clock.c is not in the jar");
      }
      Files.copy(text, source);
    }
    Path library = folder.resolve("clock.so");
    ProcessBuilder compiler =
        new ProcessBuilder("cc", "-shared", "-fPIC", "-O2", "-o", "" + library, "" + source, "-ldl")
            .inheritIO();
    try {
      return compiler.start().waitFor() == 0 ? new Clock(library, folder.resolve("clock")) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** What the JVM needs in its environment. */
  public Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET", file.toString());
  }

  /** Jumps, forwards or back, by up to 41 days. */
  public void jump() throws IOException {
    write(OFFSETS.get(jumps++ % OFFSETS.size()));
  }

  public int jumps() {
    return jumps;
  }

  /** In place: the JVM has the file mapped. */
  private void write(Duration offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
      channel.write(number.putLong(0, offset.toSeconds()), 0);
    }
  }
}
