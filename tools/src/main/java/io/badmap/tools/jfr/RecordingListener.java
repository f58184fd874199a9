package io.badmap.tools.jfr;

/** Is told how the reading of recordings goes. */
public interface RecordingListener {
  /** A chunk is about to be read. */
  void chunk(Chunk chunk);

  /** How many bytes of all files have been read. */
  void progress(long bytes);

  /** Something could not be read, or not be trusted: one line, with the name of the file. */
  void problem(String line);
}
