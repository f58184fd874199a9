package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Chunk;
import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.JvmInfo;
import io.badmap.tools.jfr.Symbols;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Stretch;
import io.badmap.tools.trace.TraceListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all intakes share: the tables, the last things seen, and the windows that are open. */
final class Gathering implements TraceListener.Names {
  private static final int MOST_RECENT = 1 << 16;
  private static final int MOST_WINDOWS = 200;

  final Settings settings;
  final TraceListener listener;
  final Symbols symbols;
  final TimeAxis axis;
  final ThreadTable threads = new ThreadTable();
  final MapTable maps = new MapTable();
  final OperationRing ring = new OperationRing();
  final List<OpenWindow> windows = new ArrayList<>();
  final List<JvmInfo> jvms = new ArrayList<>();
  final ThreadFilter threadFilter;
  long operations;
  long windowsLeftOut;

  private final WindowBudget budget = new WindowBudget();
  private final Deque<MarkSeen> recentMarks = new ArrayDeque<>();
  private final Deque<Stretch> recentStretches = new ArrayDeque<>();
  private int jvm;

  Gathering(Settings settings, TraceListener listener, Symbols symbols, long startNanos) {
    this.settings = settings;
    this.listener = listener;
    this.symbols = symbols;
    axis = new TimeAxis(startNanos);
    threadFilter = new ThreadFilter(settings, threads);
  }

  void chunk(Chunk chunk) {
    threads.nextChunk();
    jvm = jvms.indexOf(chunk.jvm());
    if (jvm < 0) {
      jvm = jvms.size();
      jvms.add(chunk.jvm());
    }
  }

  /** The number of the JVM whose chunk is being read. */
  int jvm() {
    return jvm;
  }

  /** The number of the thread of an event; -1 where it has none. */
  int thread(Event event) {
    return thread(event, event.thread());
  }

  int thread(Event event, long reference) {
    return reference == 0 ? -1 : threads.number(event.chunk(), jvm, reference);
  }

  /** The map of an event; null where the filter leaves it out. */
  @Nullable WatchedMap map(long id, int className, int name) {
    WatchedMap map = maps.of(jvm, id);
    boolean newClass = className != Symbols.NULL && className != map.className;
    boolean newName = name != Symbols.NULL && name != map.name;
    if (newClass || newName) {
      if (newClass) map.className = className;
      if (newName) map.name = name;
      map.wanted = settings.wantsMap(id, text(map.className), text(map.name));
    }
    return map.wanted || settings.map() == null ? map : null;
  }

  void mark(MarkSeen mark, WatchedMap map) {
    keepRecent(recentMarks, mark);
    for (OpenWindow window : map.windows) {
      if (window.covers(mark.start(), mark.end())) window.add(mark);
    }
    listener.mark(mark, this);
  }

  void stretch(Stretch stretch) {
    keepRecent(recentStretches, stretch);
    for (OpenWindow window : windows) {
      if (window.misuse.jvm() == stretch.jvm() && window.covers(stretch.start(), stretch.end())) {
        window.add(stretch);
      }
    }
    listener.stretch(stretch, this);
  }

  private static <T> void keepRecent(Deque<T> recent, T one) {
    if (recent.size() == MOST_RECENT) recent.removeFirst();
    recent.addLast(one);
  }

  /** Opens the window of a misuse, with what has been seen of it so far. */
  void open(OpenWindow.MisuseSeen misuse, WatchedMap map) {
    map.misuses++;
    if (windows.size() == MOST_WINDOWS) {
      windowsLeftOut++;
      return;
    }
    long askedFrom = misuse.at() - settings.windowNanos();
    OpenWindow window =
        new OpenWindow(misuse, settings.windowNanos(), ring.holdsSince(askedFrom), budget);
    ring.visit(map.number, window.gatherFrom(), window.gatherTo(), window::add);
    for (MarkSeen mark : recentMarks) {
      if (mark.map() == map.number && window.covers(mark.start(), mark.end())) window.add(mark);
    }
    for (Stretch stretch : recentStretches) {
      if (stretch.jvm() == misuse.jvm() && window.covers(stretch.start(), stretch.end())) {
        window.add(stretch);
      }
    }
    windows.add(window);
    budget.opened(windows.size());
    map.open(window);
  }

  @Override
  public String text(int number) {
    return symbols.text(number);
  }

  @Override
  public String thread(int number) {
    return threads.name(number);
  }

  @Override
  public int jvmOfThread(int number) {
    return number < 0 ? jvm : threads.jvm(number);
  }

  @Override
  public long threadId(int number) {
    return number < 0 ? 0 : threads.info(number).id();
  }

  @Override
  public String map(int number) {
    WatchedMap map = maps.byNumber(number);
    return map == null ? "" : ReportMaker.ref(map, this).shown();
  }
}
