package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.Frame;
import io.badmap.tools.jfr.LongIntTable;
import io.badmap.tools.trace.TraceListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stacks of events for a listener that wants them, each read once in a chunk. */
final class StackReader {
  private static final Pattern FRAME =
      Pattern.compile("(?:at )?(?:.*/)?([\\w.$]+)\\.([\\w$<>]+)\\((?:[^:)]*)(?::(\\d+))?\\)");

  private final TraceListener listener;
  private final boolean wanted;
  private final LongIntTable known = new LongIntTable();
  private final List<List<Frame>> stacks = new ArrayList<>();
  private final Map<String, List<Frame>> sites = new HashMap<>();

  StackReader(TraceListener listener) {
    this.listener = listener;
    wanted = listener.wantsStacks();
  }

  void nextChunk() {
    known.clear();
    stacks.clear();
  }

  /** Tells the stack of an event or, where it has none, the site in one of its fields. */
  void tell(TraceListener.Counted what, Event event, int site) {
    if (!wanted) return;
    long reference = event.stack();
    listener.stack(
        what,
        reference == 0
            ? sites.computeIfAbsent(event.text(site), text -> parse(List.of(text)))
            : stack(event, reference));
  }

  void tell(TraceListener.Counted what, List<String> stack) {
    if (wanted) listener.stack(what, parse(stack));
  }

  private List<Frame> stack(Event event, long reference) {
    int number = known.get(reference);
    if (number >= 0) return stacks.get(number);
    List<Frame> stack = event.chunk().stack(reference);
    known.put(reference, stacks.size());
    stacks.add(stack);
    return stack;
  }

  /** Frames as text, {@code class.method(File.java:line)}; what is not one becomes a method. */
  static List<Frame> parse(List<String> lines) {
    List<Frame> frames = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = FRAME.matcher(line.strip());
      if (!matcher.matches()) {
        frames.add(new Frame("", line.isBlank() ? "(unknown)" : line.strip(), 0));
        continue;
      }
      String number = matcher.group(3);
      int lineNumber = number == null ? 0 : Integer.parseInt(number);
      frames.add(new Frame(matcher.group(1), matcher.group(2), lineNumber));
    }
    return List.copyOf(frames);
  }
}
