package io.badmap.tools.output;

import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Skew;
import java.util.ArrayList;
import java.util.List;

/** The maps as a table, and how the keys of each are spread. */
final class PageMaps {
  private static final int SHOWN = 20;

  private final Report report;
  private final Markup out;

  PageMaps(Report report, Markup out) {
    this.report = report;
    this.out = out;
  }

  void table() {
    List<MapLife> maps = report.maps();
    if (maps.isEmpty()) out.paragraph("The recording has none.");
    int shown = Math.min(SHOWN, maps.size());
    if (shown > 0) table(maps.subList(0, shown));
    if (shown < maps.size()) {
      out.open("details", "class", "rest");
      out.element("summary", Shown.of("%,d more maps", maps.size() - shown));
      table(maps.subList(shown, maps.size()));
      out.close("details");
    }
    if (report.mapsLeftOut() > 0) {
      out.paragraph(Shown.of("%,d more maps are not told.", report.mapsLeftOut()));
    }
  }

  private void table(List<MapLife> maps) {
    out.open("div", "class", "wide card").open("table", "class", "numbers");
    out.heads(
        List.of(
            "map",
            "assign",
            "access",
            "delete",
            "iterate",
            "writers",
            "readers",
            "mappings",
            "grew",
            "misuses"));
    out.open("tbody");
    maps.forEach(this::row);
    out.close("tbody").close("table").close("div");
  }

  private void row(MapLife map) {
    out.open("tr").open("th", "scope", "row").open("code").text(map.map().shown());
    out.raw("</code>");
    if (map.createdAt() >= 0) {
      String site = map.createdIn().isEmpty() ? "" : " at " + map.createdIn();
      out.element("span", "made by " + map.createdBy() + site, "class", "made");
    }
    out.close("th");
    for (long number :
        new long[] {
          map.assigns(),
          map.accesses(),
          map.deletes(),
          map.iterations(),
          map.writers(),
          map.readers(),
          Math.max(0, map.mostMappings()),
          map.growths(),
          map.misuses()
        }) {
      out.element("td", Shown.count(number));
    }
    out.close("tr");
  }

  /** Those worth a look first, and the rest folded away. */
  void spread() {
    List<MapLife> even = new ArrayList<>();
    int told = 0;
    for (MapLife map : report.maps()) {
      Skew skew = map.skew();
      if (skew == null) continue;
      told++;
      if (skew.flagged() || map.misuses() > 0) {
        new PageSkew(out).write(map, skew);
      } else {
        even.add(map);
      }
    }
    if (told == 0) out.paragraph("The recording tells no key's hash code.");
    if (even.isEmpty()) return;
    out.open("details", "class", "rest");
    out.element("summary", Shown.of("%,d more maps, whose keys are spread evenly", even.size()));
    for (MapLife map : even) {
      Skew skew = map.skew();
      if (skew != null) new PageSkew(out).write(map, skew);
    }
    out.close("details");
  }
}
