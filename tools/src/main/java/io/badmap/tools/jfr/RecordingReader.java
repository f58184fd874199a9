package io.badmap.tools.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings one after the other, each in one pass, and hands over the events that were
 * subscribed to in the order of the file: that of time within a thread, nearly that of time
 * otherwise. What cannot be read is told to the listener, what can be is kept. A chunk that came
 * before, as dumps of one JVM have it, is left out. Not for several threads.
 */
public final class RecordingReader {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String JVM_INFORMATION = "jdk.JVMInformation";

  private final List<Subscription> subscriptions;
  private final RecordingListener listener;
  private final Symbols symbols;
  private final Set<ChunkHeader> seen = new HashSet<>();
  private final JvmClocks clocks = new JvmClocks();
  private @Nullable Metadata lastMetadata;
  private JvmInfo lastJvm = JvmInfo.UNKNOWN;
  private long bytesRead;

  /** Makes a reader for these events, which numbers strings with {@code symbols}. */
  public RecordingReader(
      List<Subscription> subscriptions, Symbols symbols, RecordingListener listener) {
    this.subscriptions = List.copyOf(subscriptions);
    this.symbols = symbols;
    this.listener = listener;
  }

  /** Reads a file; what is wrong with it, the listener is told. */
  public FileSummary read(Path file) {
    FileRead read = new FileRead(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      read.chunks(channel);
    } catch (IOException e) {
      read.broken(file + ": cannot be read: " + reason(e));
    }
    return read.summary();
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : e instanceof java.nio.file.AccessDeniedException
            ? "access is denied"
            : String.valueOf(e.getMessage());
  }

  /** The reading of one file. */
  private final class FileRead {
    private final Path file;
    private final Map<String, Long> byType = new TreeMap<>();
    private long length;
    private int chunks;
    private long events;
    private boolean whole = true;

    FileRead(Path file) {
      this.file = file;
      lastMetadata = null;
      lastJvm = JvmInfo.UNKNOWN;
    }

    FileSummary summary() {
      return new FileSummary(file.toString(), length, chunks, events, whole, byType);
    }

    void broken(String line) {
      whole = false;
      listener.problem(line);
    }

    void chunks(FileChannel channel) throws IOException {
      length = channel.size();
      if (length == 0) {
        broken(file + ": is empty");
        return;
      }
      long at = 0;
      while (at < length) {
        ChunkHeader header = header(channel, at);
        if (header == null) {
          broken(foreign(channel, at));
          return;
        }
        if (!header.known()) {
          broken(file + ": is of version " + header.major() + " of the format; 2 is known");
          return;
        }
        long size = size(channel, at, header);
        chunk(channel, at, size, header);
        at += size;
        bytesRead += size;
        listener.progress(bytesRead);
      }
    }

    private @Nullable ChunkHeader header(FileChannel channel, long at) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(ChunkHeader.BYTES);
      while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {}
      return ChunkHeader.read(bytes.flip());
    }

    private String foreign(FileChannel channel, long at) throws IOException {
      if (at > 0) {
        return String.format(
            "%s: what follows chunk %d, at byte %,d, is no recording; what came before is kept",
            file, chunks, at);
      }
      ByteBuffer first = ByteBuffer.allocate(2);
      channel.read(first, 0);
      boolean packed = first.get(0) == 0x1f && (first.get(1) & 0xff) == 0x8b;
      return file
          + (packed
              ? ": is packed by gzip; unpack it first"
              : length < ChunkHeader.BYTES
                  ? ": is too short for a recording: " + length + " bytes"
                  : ": is not a flight recording: it does not begin with FLR");
    }

    /** Up to the next chunk; to the end of the file where this one was not finished. */
    private long size(FileChannel channel, long at, ChunkHeader header) throws IOException {
      long left = length - at;
      if (header.size() > left) {
        broken(
            String.format(
                "%s: is cut off in chunk %d: %,d of its %,d bytes are there",
                file, chunks + 1, left, header.size()));
        return left;
      }
      boolean ends = header.size() == left;
      if (header.size() >= ChunkHeader.BYTES
          && (ends || header(channel, at + header.size()) != null)) {
        if (!header.finished()) unfinished();
        return header.size();
      }
      if (header.size() >= ChunkHeader.BYTES && header.finished()) return header.size();
      unfinished();
      return left;
    }

    private void unfinished() {
      broken(
          file
              + ": chunk "
              + (chunks + 1)
              + " was not finished, as when a JVM is killed or still runs; what it holds so far is kept");
    }

    private void chunk(FileChannel channel, long at, long size, ChunkHeader header)
        throws IOException {
      chunks++;
      if (!seen.add(header)) {
        listener.problem(file + ": chunk " + chunks + " was in an earlier file; it is read once");
        return;
      }
      if (size > Integer.MAX_VALUE) {
        broken(
            String.format(
                "%s: chunk %d of %,d bytes is read up to 2 GiB; record with a smaller maxchunksize",
                file, chunks, size));
        size = Integer.MAX_VALUE;
      }
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, at, size);
      Bytes bytes = new Bytes(mapped);
      ChunkScan scan = ChunkScan.of(bytes);
      if (scan.end() < size) {
        broken(
            String.format(
                "%s: chunk %d is sound up to byte %,d; %,d bytes after that are lost",
                file, chunks, at + scan.end(), size - scan.end()));
      }
      Metadata metadata = metadata(bytes, scan);
      if (metadata == null) {
        broken(file + ": chunk " + chunks + " has no description of its events and cannot be read");
        return;
      }
      lastMetadata = metadata;
      events(bytes, scan, metadata, header);
    }

    private @Nullable Metadata metadata(Bytes bytes, ChunkScan scan) {
      if (scan.metadata() < 0) return lastMetadata;
      try {
        return Metadata.read(bytes, scan.metadata());
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        return lastMetadata;
      }
    }

    private void events(Bytes bytes, ChunkScan scan, Metadata metadata, ChunkHeader header) {
      Pools pools = new Pools(metadata);
      int lost = 0;
      for (int checkpoint : scan.checkpoints()) {
        try {
          pools.add(bytes, checkpoint);
        } catch (IndexOutOfBoundsException e) {
          lost++;
        }
      }
      if (lost > 0) {
        broken(file + ": chunk " + chunks + ": names in " + lost + " of its parts are lost");
      }
      Chunk chunk = new Chunk(header, bytes, symbols, pools);
      lastJvm = jvm(bytes, scan, metadata, chunk, pools);
      long change = clocks.change(lastJvm, header);
      if (change != 0) {
        listener.problem(
            String.format(
                Locale.ROOT,
                "%s: the clock was changed by %+.3f s before chunk %d; times go on as if it had not been",
                file,
                change / NANOS_PER_SECOND,
                chunks));
      }
      chunk.describe(lastJvm, clocks.off(lastJvm));
      listener.chunk(chunk);
      handOver(bytes, scan, plans(metadata, chunk, pools, subscriptions));
      count(scan, metadata);
    }

    private JvmInfo jvm(Bytes bytes, ChunkScan scan, Metadata metadata, Chunk chunk, Pools pools) {
      long type = metadata.id(JVM_INFORMATION);
      int first = scan.first(type);
      if (first < 0) return lastJvm;
      JvmInfo[] found = {lastJvm};
      Subscription wanted =
          new Subscription(
              JVM_INFORMATION,
              List.of("pid", "jvmStartTime", "jvmVersion"),
              event ->
                  found[0] =
                      new JvmInfo(
                          event.number(Event.OWN),
                          event.number(Event.OWN + 1),
                          event.text(Event.OWN + 2)));
      Plan plan = plans(metadata, chunk, pools, List.of(wanted))[(int) type];
      bytes.to(first);
      bytes.skipNumber();
      bytes.skipNumber();
      if (plan != null) plan.read(bytes);
      return found[0];
    }

    private @Nullable Plan[] plans(
        Metadata metadata, Chunk chunk, Pools pools, List<Subscription> wanted) {
      @Nullable Plan[] plans = new Plan[1 << 16];
      for (Subscription subscription : wanted) {
        long id = metadata.id(subscription.type());
        TypeInfo type = metadata.type(id);
        if (type == null || id < 0 || id >= plans.length) continue;
        plans[(int) id] = new Plan(type, subscription, chunk, pools);
      }
      return plans;
    }

    private void handOver(Bytes bytes, ChunkScan scan, @Nullable Plan[] plans) {
      int at = ChunkHeader.BYTES;
      int end = scan.end();
      int broken = 0;
      while (at < end) {
        bytes.to(at);
        int size = (int) bytes.number();
        Plan plan = plans[(int) bytes.number()];
        if (plan != null) {
          try {
            plan.read(bytes);
          } catch (IndexOutOfBoundsException e) {
            broken++;
          }
        }
        at += size;
      }
      if (broken > 0) {
        broken(file + ": chunk " + chunks + ": " + broken + " events are damaged and left out");
      }
    }

    private void count(ChunkScan scan, Metadata metadata) {
      for (int type = 2; type < scan.types(); type++) {
        int count = scan.count(type);
        if (count == 0) continue;
        TypeInfo info = metadata.type(type);
        byType.merge(info == null ? "(type " + type + ")" : info.name(), (long) count, Long::sum);
        events += count;
      }
    }
  }
}
