package io.badmap.tools.output;

import com.google.gson.stream.JsonWriter;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import io.badmap.tools.trace.Stretch;
import io.badmap.tools.trace.TraceListener;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * Chrome's trace format, which Perfetto opens: complete slices for operations and blocked
 * stretches, instants for what happens inside maps, times in microseconds since the first event. It
 * is written while recordings are read and holds at most {@value #MOST} events. See "Trace Event
 * Format" of the Chromium project.
 */
public final class ChromeTrace implements TraceListener, Closeable {
  static final int MOST = 5_000_000;
  private static final double MICRO = 1e3;

  private final JsonWriter json;
  private final BitSet named = new BitSet();
  private long origin = Long.MIN_VALUE;
  private long written;
  private long leftOut;

  /** Begins the file. */
  public ChromeTrace(Path file) throws IOException {
    BufferedWriter out = Files.newBufferedWriter(file);
    json = new JsonWriter(out);
    json.beginObject().name("displayTimeUnit").value("ns").name("traceEvents").beginArray();
  }

  @Override
  public boolean wantsOperations() {
    return true;
  }

  @Override
  public void operation(Operation operation, Names names) {
    if (!begin("X", operation.kind().goName(), operation.start(), operation.thread(), names))
      return;
    try {
      json.name("dur").value(operation.nanos() / MICRO);
      json.name("args").beginObject();
      json.name("map").value(names.map(operation.map()));
      json.name("operation").value(names.text(operation.name()));
      json.name("site").value(names.text(operation.site()));
      json.name("size").value(operation.size());
      json.name("bucket").value(operation.bucket());
      json.endObject().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void mark(MarkSeen mark, Names names) {
    boolean timed = mark.nanos() > 0;
    String name = "map_" + mark.kind();
    if (!begin(timed ? "X" : "i", name, mark.start(), mark.thread(), names)) return;
    try {
      if (timed) {
        json.name("dur").value(mark.nanos() / MICRO);
      } else {
        json.name("s").value("t");
      }
      json.name("args").beginObject();
      json.name("map").value(names.map(mark.map()));
      json.name("numbers").value(mark.text());
      json.endObject().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stretch(Stretch stretch, Names names) {
    if (!begin("X", "blocked: " + stretch.kind(), stretch.start(), stretch.thread(), names)) return;
    try {
      json.name("dur").value(stretch.nanos() / MICRO);
      json.name("args").beginObject();
      json.name("for").value(stretch.what());
      if (stretch.owner() >= 0) json.name("owner").value(names.thread(stretch.owner()));
      json.endObject().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many events were too many. */
  public long leftOut() {
    return leftOut;
  }

  /** Begins an event; false where there are too many already. */
  private boolean begin(String phase, String name, long start, int thread, Names names) {
    if (written >= MOST) {
      leftOut++;
      return false;
    }
    written++;
    try {
      nameThread(thread, names);
      if (origin == Long.MIN_VALUE) origin = start;
      json.beginObject();
      json.name("ph").value(phase);
      json.name("name").value(name);
      json.name("cat").value("badmap");
      json.name("ts").value((start - origin) / MICRO);
      json.name("pid").value(names.jvmOfThread(thread) + 1);
      json.name("tid").value(names.threadId(thread));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void nameThread(int thread, Names names) throws IOException {
    if (thread < 0 || named.get(thread)) return;
    named.set(thread);
    json.beginObject();
    json.name("ph").value("M");
    json.name("name").value("thread_name");
    json.name("pid").value(names.jvmOfThread(thread) + 1);
    json.name("tid").value(names.threadId(thread));
    json.name("args").beginObject().name("name").value(names.thread(thread)).endObject();
    json.endObject();
  }

  @Override
  public void close() throws IOException {
    json.endArray().endObject();
    json.close();
  }
}
