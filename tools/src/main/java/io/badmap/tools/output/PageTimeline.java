package io.badmap.tools.output;

import io.badmap.tools.model.Blocked;
import io.badmap.tools.model.Mark;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Operations;
import io.badmap.tools.model.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The timeline of a misuse: a lane for each thread, in it a track for each kind of operation, below
 * these the stretches in which the thread stood still, across them the marks. Drawn once for a page
 * without scripts; the scripts of the page draw the same again for the part that is looked at, so
 * both keep to the same measures.
 */
final class PageTimeline {
  /** More are drawn by the scripts alone. */
  static final int LANES = 10;

  static final String[] KINDS = {"assign", "access", "delete", "iterate"};
  static final String[] STILL = {"monitor", "wait", "park", "sleep", "gc"};
  static final String[] MARKS = {"create", "grow", "grow_work", "rehash", "treeify"};

  private static final int LANE = 28;
  private static final int TRACK = 5;
  private static final int FIRST_TRACK = 4;
  private static final int TICKS = 6;
  private static final int STILL_TOLD = 12;

  private final Misuse misuse;
  private final Window window;
  private final int index;
  private final Markup out;

  /**
   * Makes a timeline.
   *
   * @param index of the misuse in the data of the page
   */
  PageTimeline(Misuse misuse, int index, Markup out) {
    this.misuse = misuse;
    window = misuse.window();
    this.index = index;
    this.out = out;
  }

  /** Writes it; {@code drawn} where it is to be seen without scripts too. */
  void write(boolean drawn) {
    String number = String.valueOf(index);
    out.open("figure", "class", "timeline", "data-index", number);
    out.open("figcaption").open("strong").text("What happened around it").close("strong");
    out.element("span", summary(), "class", "soft").close("figcaption");
    legend();
    if (window.lanes().isEmpty()) {
      out.paragraph("The recording holds no operation on this map around the misuse.");
    } else {
      lanes(drawn);
    }
    stoodStill();
    out.close("figure");
  }

  private String summary() {
    return Shown.of(
        "%,d operations by %,d threads, from %s before the misuse to %s after it%s%s",
        window.operations().count(),
        window.lanes().size(),
        millis(misuse.at() - window.from()),
        millis(window.to() - misuse.at()),
        window.leftOut() > 0 ? Shown.of("; %,d farther away left out", window.leftOut()) : "",
        window.whole() ? "" : "; the recording may not reach back so far");
  }

  private static String millis(long nanos) {
    return nanos % 1_000_000 == 0 ? nanos / 1_000_000 + " ms" : Shown.nanos(nanos);
  }

  private void legend() {
    out.open("div", "class", "legend");
    for (int kind = 0; kind < KINDS.length; kind++) {
      out.open("label", "class", "key");
      out.raw("<input type=\"checkbox\" checked data-kind=\"" + kind + "\">");
      out.raw("<i class=\"k" + kind + "\"></i>").text(KINDS[kind]).close("label");
    }
    for (String kind : STILL) {
      if (window.blocked().stream().anyMatch(blocked -> blocked.kind().equals(kind))) {
        key("b-" + kind, kind.equals("gc") ? "garbage collection" : kind);
      }
    }
    for (String kind : MARKS) {
      if (window.marks().stream().anyMatch(mark -> mark.kind().equals(kind))) {
        key("m-" + kind, kind.replace('_', ' '));
      }
    }
    key("misuse", "the misuse");
    out.close("div");
  }

  private void key(String style, String text) {
    out.open("span", "class", "key").raw("<i class=\"" + style + "\"></i>");
    out.text(text).close("span");
  }

  private void lanes(boolean drawn) {
    int shown = Math.min(LANES, window.lanes().size());
    out.open("div", "class", "chart").open("ol", "class", "lanes");
    for (int lane = 0; lane < shown; lane++) {
      String name = window.lanes().get(lane);
      out.open("li", "title", name).open("span").text(name).raw("</span>");
      int side = side(name);
      if (side > 0) out.element("b", String.valueOf(side), "title", "side " + side);
      out.close("li");
    }
    out.close("ol");
    int height = shown * LANE;
    out.open(
        "svg",
        "class",
        "plot",
        "height",
        String.valueOf(height + 22),
        "role",
        "img",
        "aria-label",
        "Timeline of " + shown + " threads. " + summary());
    out.raw("<svg class=\"marks\" height=\"" + height + "\" viewBox=\"0 0 " + Strip.WIDTH + " ");
    out.raw(height + "\" preserveAspectRatio=\"none\">");
    if (drawn) draw(shown);
    out.raw("</svg>");
    axis(height);
    out.close("svg").close("div");
    if (!drawn) {
      out.element(
          "p", "This timeline needs scripts; the numbers are in the .json.", "class", "bare");
    }
    if (shown < window.lanes().size()) {
      out.element(
          "p", Shown.of("%,d more threads", window.lanes().size() - shown), "class", "soft more");
    }
  }

  private int side(String thread) {
    for (int i = 0; i < misuse.sides().size(); i++) {
      if (misuse.sides().get(i).known() && misuse.sides().get(i).thread().equals(thread)) {
        return i + 1;
      }
    }
    return 0;
  }

  private void draw(int lanes) {
    for (int lane = 0; lane < lanes; lane += 2) {
      out.raw("<path class=\"zebra\" d=\"M0 " + lane * LANE + "h1000v" + LANE + "h-1000z\"/>");
    }
    for (String kind : STILL) {
      for (int lane = 0; lane < lanes; lane++) still(kind, lane);
    }
    Operations operations = window.operations();
    Strip[][] strips = new Strip[lanes][KINDS.length];
    for (int i = 0; i < operations.count(); i++) {
      int lane = operations.lane()[i];
      if (lane < 0 || lane >= lanes) continue;
      int kind = operations.kind()[i];
      if (strips[lane][kind] == null) strips[lane][kind] = strip();
      strips[lane][kind].add(operations.at()[i], operations.nanos()[i]);
    }
    for (int lane = 0; lane < lanes; lane++) {
      for (int kind = 0; kind < KINDS.length; kind++) {
        if (strips[lane][kind] == null) continue;
        int y = lane * LANE + FIRST_TRACK + kind * TRACK;
        path("k" + kind, strips[lane][kind].path(y, TRACK - 1));
      }
    }
    for (String kind : MARKS) {
      for (int lane = 0; lane < lanes; lane++) mark(kind, lane);
    }
    Strip met = strip();
    met.add(misuse.at(), 0);
    path("misuse", met.lines(0, lanes * LANE));
  }

  private Strip strip() {
    return new Strip(window.from(), window.to());
  }

  private void still(String kind, int lane) {
    Strip strip = strip();
    for (Blocked blocked : window.blocked()) {
      boolean here = blocked.lane() == lane || blocked.lane() < 0;
      if (here && blocked.kind().equals(kind)) strip.add(blocked.at(), blocked.nanos());
    }
    path("b-" + kind, strip.path(lane * LANE + 1, LANE - 2));
  }

  private void mark(String kind, int lane) {
    Strip strip = strip();
    for (Mark mark : window.marks()) {
      if (mark.lane() == lane && mark.kind().equals(kind)) strip.add(mark.at(), mark.nanos());
    }
    path("m-" + kind, strip.lines(lane * LANE + 1, LANE - 2));
  }

  private void path(String style, String data) {
    if (!data.isEmpty()) out.raw("<path class=\"" + style + "\" d=\"" + data + "\"/>");
  }

  private void axis(int top) {
    out.raw("<g class=\"axis\">");
    for (int tick = 0; tick < TICKS; tick++) {
      long at = window.from() + (window.to() - window.from()) * tick / (TICKS - 1);
      double x = 100.0 * tick / (TICKS - 1);
      String anchor = tick == 0 ? "start" : tick == TICKS - 1 ? "end" : "middle";
      out.raw(Shown.of("<text x=\"%.1f%%\" y=\"%d\" text-anchor=\"%s\">", x, top + 16, anchor));
      out.text(Shown.of("%+.1f ms", (at - misuse.at()) / 1e6)).raw("</text>");
    }
    out.raw("</g>");
  }

  /** The longest, in words. */
  private void stoodStill() {
    List<Blocked> longest = new ArrayList<>(window.blocked());
    if (longest.isEmpty()) return;
    longest.sort(Comparator.comparingLong(Blocked::nanos).reversed());
    out.open("details", "class", "still");
    out.element("summary", Shown.of("Who stood still (%,d)", longest.size()));
    out.list("stretches", longest.stream().limit(STILL_TOLD).map(this::told).toList());
    out.close("details");
  }

  private String told(Blocked blocked) {
    String who = blocked.lane() < 0 ? "all threads" : window.lanes().get(blocked.lane());
    return Shown.of(
        "%s: %s for %s, from %+.3f ms%s%s",
        who,
        blocked.kind(),
        Shown.nanos(blocked.nanos()),
        (blocked.at() - misuse.at()) / 1e6,
        blocked.what().isEmpty() ? "" : ", " + blocked.what(),
        blocked.owner().isEmpty() ? "" : ", held by " + blocked.owner());
  }
}
