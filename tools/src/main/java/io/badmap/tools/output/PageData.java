package io.badmap.tools.output;

import com.google.gson.stream.JsonWriter;
import io.badmap.tools.model.Blocked;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Mark;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Operations;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the scripts of the page need, as one JSON object. Its size has a bound: all misuses together
 * share so many operations, and each keeps those nearest to it. Times are nanoseconds; those of a
 * window count from the misuse, and those of operations from the one before.
 */
final class PageData {
  private static final int MOST_OPERATIONS = 100_000;
  private static final int MOST_OTHERS = 10_000;
  private static final int MOST_NAMES = 10_000;
  private static final int MOST_LANES = 10_000;
  private static final int LONGEST = 200;

  private final Report report;
  private final Map<String, Integer> names = new HashMap<>();
  private final List<String> inOrder = new ArrayList<>();
  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);

  private PageData(Report report) {
    this.report = report;
    // What could end a script element is written as an escape.
    json.setHtmlSafe(true);
  }

  static String of(Report report) throws IOException {
    return new PageData(report).write();
  }

  private String write() throws IOException {
    json.beginObject().name("columnNanos").value(report.span().columnNanos());
    json.name("misuses").beginArray();
    for (Misuse misuse : report.misuses()) misuse(misuse);
    json.endArray().name("maps").beginArray();
    for (MapLife map : report.maps()) map(map);
    json.endArray().name("names").beginArray();
    for (String name : inOrder) json.value(name);
    json.endArray().endObject().close();
    return text.toString();
  }

  private int share(int all) {
    return all / Math.max(1, report.misuses().size());
  }

  private void misuse(Misuse misuse) throws IOException {
    Window window = misuse.window();
    Operations operations = window.operations();
    int[] kept = nearest(operations, misuse.at());
    json.beginObject().name("number").value(misuse.number());
    json.name("from").value(window.from() - misuse.at());
    json.name("to").value(window.to() - misuse.at());
    json.name("leftOut").value(operations.count() - kept.length + window.leftOut());
    lanes(window);
    json.name("operations").beginObject().name("at").beginArray();
    long last = 0;
    for (int i : kept) {
      long at = operations.at()[i] - misuse.at();
      json.value(at - last);
      last = at;
    }
    json.endArray().name("nanos").beginArray();
    for (int i : kept) json.value(operations.nanos()[i]);
    json.endArray();
    column("lane", operations.lane(), kept);
    column("kind", operations.kind(), kept);
    json.name("name").beginArray();
    for (int i : kept) json.value(name(window.names().get(operations.name()[i])));
    json.endArray().name("site").beginArray();
    for (int i : kept) json.value(name(window.names().get(operations.site()[i])));
    json.endArray();
    column("size", operations.size(), kept);
    column("bucket", operations.bucket(), kept);
    column("effect", operations.effect(), kept);
    json.endObject();
    others(misuse);
    json.endObject();
  }

  /** Operations are ordered by time, so that those nearest to a time are neighbours. */
  private int[] nearest(Operations operations, long at) {
    long[] times = operations.at();
    int first = 0;
    int end = times.length;
    while (end - first > share(MOST_OPERATIONS)) {
      if (Math.abs(times[first] - at) > Math.abs(times[end - 1] - at)) {
        first++;
      } else {
        end--;
      }
    }
    return IntStream.range(first, end).toArray();
  }

  private void lanes(Window window) throws IOException {
    json.name("lanes").beginArray();
    for (String lane :
        window.lanes().stream().limit(Math.max(PageTimeline.LANES, share(MOST_LANES))).toList()) {
      json.value(clip(lane));
    }
    json.endArray();
  }

  private void column(String name, int[] values, int[] kept) throws IOException {
    json.name(name).beginArray();
    for (int i : kept) json.value(values[i]);
    json.endArray();
  }

  /** The number of a name; -1 where there were too many to keep. */
  private int name(String name) {
    Integer known = names.get(name);
    if (known != null) return known;
    if (inOrder.size() == MOST_NAMES) return -1;
    names.put(name, inOrder.size());
    inOrder.add(clip(name));
    return inOrder.size() - 1;
  }

  private static String clip(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
  }

  private void others(Misuse misuse) throws IOException {
    int most = share(MOST_OTHERS);
    List<Mark> marks = new ArrayList<>(misuse.window().marks());
    marks.sort(Comparator.comparingLong(mark -> Math.abs(mark.at() - misuse.at())));
    json.name("marks").beginArray();
    for (Mark mark : marks.subList(0, Math.min(most, marks.size()))) {
      json.beginArray().value(mark.at() - misuse.at()).value(mark.nanos()).value(mark.kind());
      json.value(mark.lane()).value(clip(mark.text())).endArray();
    }
    json.endArray();
    List<Blocked> blocked = new ArrayList<>(misuse.window().blocked());
    blocked.sort(Comparator.comparingLong(Blocked::nanos).reversed());
    json.name("blocked").beginArray();
    for (Blocked each : blocked.subList(0, Math.min(most, blocked.size()))) {
      json.beginArray().value(each.at() - misuse.at()).value(each.nanos()).value(each.kind());
      json.value(each.lane()).value(clip(each.what())).value(clip(each.owner())).endArray();
    }
    json.endArray();
  }

  private void map(MapLife map) throws IOException {
    json.beginObject().name("map").value(clip(map.map().shown()));
    row("operations", map.heat().operations());
    row("writes", map.heat().writes());
    row("writers", map.heat().writers());
    row("sizes", map.heat().sizes());
    json.endObject();
  }

  private void row(String name, int[] values) throws IOException {
    json.name(name).beginArray();
    for (int value : values) json.value(value);
    json.endArray();
  }
}
