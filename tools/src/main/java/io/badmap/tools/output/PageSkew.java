package io.badmap.tools.output;

import io.badmap.tools.model.Bins;
import io.badmap.tools.model.Collision;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Partitions;
import io.badmap.tools.model.Skew;
import java.util.List;

/** How the keys of a map are spread: over 64 partitions, over its own bins, and which collide. */
final class PageSkew {
  private static final int COLLISIONS = 12;
  private static final int HEIGHT = 40;
  private static final int BAR = 8;

  private final Markup out;

  PageSkew(Markup out) {
    this.out = out;
  }

  void write(MapLife map, Skew skew) {
    String name = map.map().shown();
    if (skew.flagged()) {
      out.open("details", "class", "card spread", "open", "");
    } else {
      out.open("details", "class", "card spread");
    }
    out.open("summary").open("code").text(name).raw("</code> ");
    if (skew.flagged()) out.element("span", "skewed", "class", "bad");
    out.close("summary").list("verdicts", Verdicts.of(skew));
    out.open("div", "class", "charts");
    partitions("keys by partition", skew.byKey());
    partitions("operations by partition", skew.byOperation());
    out.close("div");
    if (skew.bins() != null) bins(skew.bins());
    if (!skew.collisions().isEmpty()) collisions(skew.collisions());
    out.close("details");
  }

  private void partitions(String title, Partitions partitions) {
    long most = 1;
    long sum = 0;
    for (long count : partitions.counts()) {
      most = Math.max(most, count);
      sum += count;
    }
    int number = Math.max(1, partitions.counts().length);
    out.open("figure").element("figcaption", title);
    out.open(
        "svg",
        "class",
        "bars",
        "viewBox",
        "0 0 " + number * BAR + " " + HEIGHT,
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        Shown.of(
            "%s: the fullest of %d has %,d of %,d; Gini coefficient %.2f",
            title, number, most, sum, partitions.gini()));
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < partitions.counts().length; i++) {
      double height = (double) HEIGHT * partitions.counts()[i] / most;
      if (height == 0) continue;
      bars.append(Shown.of("M%d %dv-%.1fh%dV%dz", i * BAR, HEIGHT, height, BAR - 1, HEIGHT));
    }
    double mean = HEIGHT - (double) HEIGHT * sum / number / most;
    out.raw("<path class=\"bar\" d=\"" + bars + "\"/>");
    out.raw(Shown.of("<path class=\"mean\" d=\"M0 %.1fh%d\"/>", mean, number * BAR));
    out.raw("</svg>").close("figure");
  }

  private void bins(Bins bins) {
    out.open("div", "class", "wide").open("table", "class", "numbers");
    out.element("caption", "Bins by their number of keys");
    out.open("thead").open("tr").element("th", "keys in a bin", "scope", "col");
    for (int keys = 0; keys < bins.observed().size(); keys++) {
      boolean last = keys == bins.observed().size() - 1;
      out.element("th", keys + (last ? "+" : ""), "scope", "col");
    }
    out.close("tr").close("thead").open("tbody").open("tr");
    out.element("th", "bins of this map", "scope", "row");
    for (int observed : bins.observed()) out.element("td", Shown.count(observed));
    out.close("tr").open("tr").element("th", "with a good hash", "scope", "row");
    for (double expected : bins.expected()) out.element("td", Shown.of("%,.1f", expected));
    out.close("tr").close("tbody").close("table").close("div");
  }

  private void collisions(List<Collision> collisions) {
    out.open("div", "class", "wide").open("table", "class", "numbers");
    out.element("caption", "Hash codes that several keys have");
    out.heads(List.of("hash", "keys at once", "class of the keys", "such as"));
    out.open("tbody");
    for (Collision each : collisions.subList(0, Math.min(COLLISIONS, collisions.size()))) {
      out.open("tr").element("th", each.hash(), "scope", "row");
      out.element("td", Shown.count(each.keys())).element("td", each.keyClass());
      out.element("td", each.key()).close("tr");
    }
    out.close("tbody").close("table").close("div");
  }
}
