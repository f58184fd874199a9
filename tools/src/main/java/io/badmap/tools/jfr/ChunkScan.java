package io.badmap.tools.jfr;

import java.util.Arrays;

/**
 * The outline of a chunk, found by going from event to event: where its metadata and constants lie,
 * how many events of each type there are, and up to where it is sound. The header's own pointers to
 * these are of no use in a chunk that was never finished.
 */
final class ChunkScan {
  private static final int TYPES = 1 << 16;
  private static final int METADATA = 0;
  private static final int CHECKPOINT = 1;
  private static final int FIRST_OTHER = 2;

  private final int[] counts = new int[TYPES];
  private final int[] firsts = new int[TYPES];
  private int[] checkpoints = new int[16];
  private int checkpointCount;
  private int metadata = -1;
  private int end;

  /** Goes through the bytes up to their end, or to what cannot be an event. */
  static ChunkScan of(Bytes bytes) {
    ChunkScan scan = new ChunkScan();
    int at = ChunkHeader.BYTES;
    int limit = bytes.end();
    while (at < limit) {
      bytes.to(at);
      long size;
      long type;
      try {
        size = bytes.number();
        type = bytes.number();
      } catch (IndexOutOfBoundsException e) {
        break;
      }
      if (size < FIRST_OTHER || size > limit - at || type < 0 || type >= TYPES) break;
      scan.note((int) type, at);
      at += (int) size;
    }
    scan.end = at;
    return scan;
  }

  private void note(int type, int at) {
    if (type == METADATA) {
      metadata = at;
    } else if (type == CHECKPOINT) {
      if (checkpointCount == checkpoints.length) {
        checkpoints = Arrays.copyOf(checkpoints, 2 * checkpointCount);
      }
      checkpoints[checkpointCount++] = at;
    } else if (counts[type]++ == 0) {
      firsts[type] = at;
    }
  }

  /** Where the last metadata lie, or -1. */
  int metadata() {
    return metadata;
  }

  int[] checkpoints() {
    return Arrays.copyOf(checkpoints, checkpointCount);
  }

  /** The place of the first event of a type, or -1. */
  int first(long type) {
    return type >= FIRST_OTHER && type < TYPES && counts[(int) type] > 0 ? firsts[(int) type] : -1;
  }

  int count(int type) {
    return counts[type];
  }

  int types() {
    return TYPES;
  }

  /** Behind the last sound event. */
  int end() {
    return end;
  }
}
