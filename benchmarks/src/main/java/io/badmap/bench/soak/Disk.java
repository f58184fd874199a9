package io.badmap.bench.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system that is filled to the last byte and emptied again. For one thread. */
public final class Disk implements AutoCloseable {
  private final Path ballast;
  private boolean isFull;
  private int fillings;

  /**
   * The file system of a folder, which nobody else needs.
   *
   * @throws IOException if it is none, or has more than 64 MiB free and so is not meant for this
   */
  public Disk(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("no folder " + folder);
    }
    if (Files.getFileStore(folder).getUsableSpace() > 64 << 20) {
      throw new IOException(folder + " has more than 64 MiB free: mount a small tmpfs there");
    }
    ballast = folder.resolve("ballast");
  }

  /** Fills it where it has room, gives the room back where it is full. */
  public void toggle() throws IOException {
    if (isFull) {
      Files.delete(ballast);
    } else {
      fill();
      fillings++;
    }
    isFull = !isFull;
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[1024];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(ballast).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** How often it was filled. */
  public int fillings() {
    return fillings;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(ballast);
  }
}
