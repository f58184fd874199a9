package io.badmap.tools.output;

import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Report;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The life of each map as a row of cells: by operations, by writing threads and by size, of which
 * the page shows one at a time.
 */
final class PageHeat {
  private static final List<String> LAYERS = List.of("operations", "writers", "size");
  private static final int SHOWN = 30;
  private static final int STEPS = 7;
  private static final int TICKS = 5;

  private final Report report;
  private final Markup out;
  private final int columns;

  PageHeat(Report report, Markup out) {
    this.report = report;
    this.out = out;
    columns = Math.max(1, report.span().columns());
  }

  void write() {
    if (report.operations() == 0) {
      out.paragraph("The recording has no operation on a map.");
      return;
    }
    out.open("div", "class", "heat card").open("div", "class", "legend");
    out.open("span", "class", "soft").text("colour by").raw("</span>");
    for (String layer : LAYERS) {
      out.open("label", "class", "key");
      String checked = layer.equals(LAYERS.get(0)) ? " checked" : "";
      out.raw("<input type=\"radio\" name=\"layer\" value=\"" + layer + "\"" + checked + ">");
      out.text(layer.equals("writers") ? "writing threads" : layer).close("label");
    }
    out.raw("<span class=\"key\">few <i class=\"ramp\"></i> many</span>");
    out.raw("<span class=\"key\"><i class=\"misuse\"></i>misuse</span>").close("div");
    List<Integer> used =
        IntStream.range(0, report.maps().size())
            .filter(index -> report.maps().get(index).operations() > 0)
            .boxed()
            .toList();
    int shown = Math.min(SHOWN, used.size());
    rows(used.subList(0, shown));
    axis();
    if (shown < used.size()) {
      out.open("details", "class", "rest");
      out.element("summary", Shown.of("%,d more maps", used.size() - shown));
      rows(used.subList(shown, used.size()));
      out.close("details");
    }
    out.element("p", "", "class", "readout", "aria-live", "polite").close("div");
  }

  private void rows(List<Integer> indices) {
    long[] most = most();
    for (int index : indices) row(index, most);
  }

  private long[] most() {
    long[] most = new long[LAYERS.size()];
    for (MapLife map : report.maps()) {
      for (int layer = 0; layer < most.length; layer++) {
        for (int value : values(map, layer)) most[layer] = Math.max(most[layer], value);
      }
    }
    return most;
  }

  private static int[] values(MapLife map, int layer) {
    return switch (layer) {
      case 0 -> map.heat().operations();
      case 1 -> map.heat().writers();
      default -> map.heat().sizes();
    };
  }

  private void row(int index, long[] most) {
    MapLife map = report.maps().get(index);
    String name = map.map().shown();
    String tells =
        Shown.of(
            "%s: %,d operations, %d writing threads, at most %,d mappings",
            name, map.operations(), map.writers(), Math.max(0, map.mostMappings()));
    out.open("div", "class", "row", "data-map", String.valueOf(index));
    out.open("span", "class", "label", "title", name).text(name).raw("</span>");
    out.open(
        "svg",
        "class",
        "cells",
        "viewBox",
        "0 0 " + columns + " 1",
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "tabindex",
        "0",
        "aria-label",
        tells);
    for (int layer = 0; layer < LAYERS.size(); layer++) {
      out.raw("<g class=\"l-" + LAYERS.get(layer) + "\">");
      cells(values(map, layer), most[layer]);
      out.raw("</g>");
    }
    for (Misuse misuse : report.misuses()) {
      if (!misuse.map().equals(map.map())) continue;
      double x = (double) misuse.at() / report.span().columnNanos();
      out.raw(Shown.of("<path class=\"misuse\" d=\"M%.2f 0v1\"/>", x));
    }
    out.raw("</svg>").close("div");
  }

  /** By the logarithm, since maps differ by orders of magnitude; neighbours alike are one. */
  private void cells(int[] values, long most) {
    StringBuilder[] steps = new StringBuilder[STEPS];
    for (int column = 0; column < values.length; ) {
      int step = step(values[column], most);
      int end = column + 1;
      while (end < values.length && step(values[end], most) == step) end++;
      if (step >= 0) {
        if (steps[step] == null) steps[step] = new StringBuilder();
        int width = end - column;
        steps[step].append('M').append(column).append(" 0h").append(width);
        steps[step].append("v1h-").append(width).append('z');
      }
      column = end;
    }
    for (int step = 0; step < STEPS; step++) {
      if (steps[step] == null) continue;
      out.raw("<path class=\"h" + step + "\" d=\"").raw(steps[step]).raw("\"/>");
    }
  }

  private static int step(int value, long most) {
    if (value <= 0) return -1;
    double share = most <= 1 ? 1 : Math.log(value) / Math.log(most);
    return (int) Math.min(STEPS - 1, share * STEPS);
  }

  private void axis() {
    out.raw("<div class=\"row\" aria-hidden=\"true\"><span></span>");
    out.raw("<svg class=\"axis\" height=\"18\">");
    for (int tick = 0; tick < TICKS; tick++) {
      long at = report.span().columnNanos() * columns * tick / (TICKS - 1);
      String anchor = tick == 0 ? "start" : tick == TICKS - 1 ? "end" : "middle";
      double x = 100.0 * tick / (TICKS - 1);
      out.raw(Shown.of("<text x=\"%.1f%%\" y=\"13\" text-anchor=\"%s\">", x, anchor));
      out.text(Shown.of("%.2f s", at / 1e9)).raw("</text>");
    }
    out.raw("</svg></div>");
  }
}
