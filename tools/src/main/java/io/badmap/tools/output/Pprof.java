package io.badmap.tools.output;

import io.badmap.tools.jfr.Frame;
import io.badmap.tools.model.Report;
import io.badmap.tools.trace.TraceListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * A profile as {@code go tool pprof} reads it: operations, creations and misuses, counted by stack.
 * The numbers of fields are those of {@code profile.proto} of google/pprof. Keeps at most {@value
 * #MOST} stacks; what comes after these is counted under one name.
 */
public final class Pprof implements TraceListener {
  static final int MOST = 200_000;
  private static final List<Frame> OTHER = List.of(new Frame("", "(other stacks)", 0));

  private final Map<List<Frame>, long[]> counts = new HashMap<>();

  @Override
  public boolean wantsStacks() {
    return true;
  }

  @Override
  public void stack(Counted what, List<Frame> stack) {
    long[] count = counts.get(stack);
    if (count == null) {
      List<Frame> kept = counts.size() < MOST ? stack : OTHER;
      count = counts.computeIfAbsent(kept, s -> new long[Counted.values().length]);
    }
    count[what.ordinal()]++;
  }

  /** Writes the profile, compressed. */
  public void write(Report report, Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(new Encoding().profile(report));
    }
  }

  /** The tables of one profile. */
  private final class Encoding {
    private final Map<String, Integer> strings = new LinkedHashMap<>(Map.of("", 0));
    private final Map<String, Integer> functions = new LinkedHashMap<>();
    private final Map<Frame, Integer> locations = new LinkedHashMap<>();
    private final ProtoWriter out = new ProtoWriter();

    byte[] profile(Report report) {
      Map<Counted, String> types = new EnumMap<>(Counted.class);
      types.put(Counted.OPERATIONS, "operations");
      types.put(Counted.CREATIONS, "creations");
      types.put(Counted.MISUSES, "misuses");
      for (String type : types.values()) {
        out.message(1, new ProtoWriter().number(1, string(type)).number(2, string("count")));
      }
      counts.forEach(this::sample);
      out.number(9, TimeUnit.MILLISECONDS.toNanos(report.span().startEpochMillis()));
      out.number(10, report.span().nanos());
      out.number(14, string(types.get(Counted.OPERATIONS)));
      strings.keySet().forEach(string -> out.string(6, string));
      return out.toBytes();
    }

    private void sample(List<Frame> stack, long[] values) {
      List<Integer> ids = new ArrayList<>();
      for (Frame frame : stack) ids.add(location(frame));
      out.message(
          2,
          new ProtoWriter()
              .numbers(1, ids.stream().mapToLong(Integer::longValue).toArray())
              .numbers(2, values));
    }

    private int location(Frame frame) {
      Integer known = locations.get(frame);
      if (known != null) return known;
      int id = locations.size() + 1;
      locations.put(frame, id);
      ProtoWriter line = new ProtoWriter().number(1, function(frame)).number(2, frame.line());
      out.message(4, new ProtoWriter().number(1, id).message(4, line));
      return id;
    }

    private int function(Frame frame) {
      String name =
          frame.className().isEmpty() ? frame.method() : frame.className() + "." + frame.method();
      Integer known = functions.get(name);
      if (known != null) return known;
      int id = functions.size() + 1;
      functions.put(name, id);
      out.message(
          5,
          new ProtoWriter()
              .number(1, id)
              .number(2, string(name))
              .number(3, string(name))
              .number(4, frame.className().isEmpty() ? 0 : string(frame.file())));
      return id;
    }

    private int string(String text) {
      return strings.computeIfAbsent(text, t -> strings.size());
    }
  }
}
