package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Chunk;
import io.badmap.tools.jfr.ChunkHeader;
import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.FileSummary;
import io.badmap.tools.jfr.RecordingListener;
import io.badmap.tools.jfr.RecordingReader;
import io.badmap.tools.jfr.Subscription;
import io.badmap.tools.jfr.Symbols;
import io.badmap.tools.model.Report;
import io.badmap.tools.trace.TraceListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Reads recordings once and makes the report. Memory is bounded whatever the recordings hold: what
 * is kept of maps, threads, names, keys and windows has a limit each, and what is left out is
 * counted. Not for several threads.
 */
public final class Analysis {
  private final Settings settings;
  private final TraceListener listener;
  private final LongConsumer progress;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Long> lostBytes = new LinkedHashMap<>();

  /**
   * Makes an analysis.
   *
   * @param listener is given what passes the filters
   * @param progress is given how many bytes have been read
   */
  public Analysis(Settings settings, TraceListener listener, LongConsumer progress) {
    this.settings = settings;
    this.listener = listener;
    this.progress = progress;
  }

  /** Reads the files in this order; what is wrong with them stands in the notes of the report. */
  public Report analyze(List<Path> files) {
    Symbols symbols = new Symbols();
    Gathering all = new Gathering(settings, listener, symbols, ChunkHeader.earliest(files));
    StackReader stacks = new StackReader(listener);
    CreationCount creations = new CreationCount();
    MisuseIntake misuses = new MisuseIntake(all, stacks);
    List<Subscription> subscriptions = new ArrayList<>();
    subscriptions.addAll(new OperationIntake(all, stacks).subscriptions());
    subscriptions.addAll(new MarkIntake(all, creations, stacks).subscriptions());
    subscriptions.addAll(misuses.subscriptions());
    subscriptions.addAll(new StretchIntake(all).subscriptions());
    subscriptions.addAll(creations.subscriptions());
    subscriptions.add(new Subscription("jdk.DataLoss", List.of("amount"), this::lost));
    RecordingReader reader = new RecordingReader(subscriptions, symbols, new Listener(all, stacks));
    List<FileSummary> summaries = new ArrayList<>();
    for (Path file : files) {
      creations.nextFile();
      summaries.add(reader.read(file));
    }
    lostBytes.forEach(
        (jvm, bytes) ->
            notes.add(
                String.format(
                    "the JVM%s lost %,d bytes of events that came faster than they could be written",
                    jvm, bytes)));
    addRemarks(all);
    return new ReportMaker(all, creations, misuses.guard()).report(summaries, notes);
  }

  private void lost(Event event) {
    long pid = event.chunk().jvm().pid();
    lostBytes.merge(pid == 0 ? "" : " " + pid, event.number(Event.OWN), Long::sum);
  }

  private void addRemarks(Gathering all) {
    TreeSet<String> versions =
        all.jvms.stream()
            .map(jvm -> jvm.version())
            .filter(version -> !version.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (versions.size() > 1) {
      notes.add(
          "recordings of " + versions.size() + " different JVMs: " + String.join("; ", versions));
    }
    if (all.threads.size() >= ThreadTable.MOST) {
      notes.add("more than " + ThreadTable.MOST + " threads: the rest is told as one");
    }
    if (all.settings.map() != null && all.operations == 0 && all.windows.isEmpty()) {
      notes.add("no map is named like " + Objects.requireNonNull(all.settings.map()));
    } else if (all.settings.thread() != null && all.operations == 0) {
      notes.add("no thread is named like " + Objects.requireNonNull(all.settings.thread()));
    }
  }

  /** Passes the course of the reading on. */
  private final class Listener implements RecordingListener {
    private final Gathering all;
    private final StackReader stacks;

    Listener(Gathering all, StackReader stacks) {
      this.all = all;
      this.stacks = stacks;
    }

    @Override
    public void chunk(Chunk chunk) {
      all.chunk(chunk);
      stacks.nextChunk();
    }

    @Override
    public void progress(long bytes) {
      progress.accept(bytes);
    }

    @Override
    public void problem(String line) {
      notes.add(line);
    }
  }
}
