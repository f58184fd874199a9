package io.badmap.tools.output;

import io.badmap.tools.model.CountedSite;
import io.badmap.tools.model.Creation;
import io.badmap.tools.model.CreationSite;
import java.util.List;

/** The places that make maps. */
final class PageCreation {
  private static final int SITES = 30;

  private final Creation creation;
  private final Markup out;

  PageCreation(Creation creation, Markup out) {
    this.creation = creation;
    this.out = out;
  }

  void write() {
    if (creation.sites().isEmpty() && creation.counted().isEmpty()) {
      out.paragraph("The recording has no allocation sample of a map and no MapCreate event.");
    }
    if (!creation.sites().isEmpty()) {
      out.open("div", "class", "wide card").open("table", "class", "numbers");
      out.element(
          "caption",
          Shown.of(
              "By %,d allocation samples of map classes, which stand for %s",
              creation.samples(), Shown.bytes(creation.bytes())));
      out.heads(List.of("of new maps come from", "share", "bytes", "samples", "classes"));
      out.open("tbody");
      for (CreationSite site : creation.sites().stream().limit(SITES).toList()) {
        out.open("tr").element("th", site.site(), "scope", "row").open("td");
        out.raw(
            Shown.of(
                "<svg class=\"share\" aria-hidden=\"true\"><rect width=\"%.0f%%\" height=\"10\"/>"
                    + "</svg> ",
                100 * site.share()));
        out.text(Shown.share(site.share())).close("td");
        out.element("td", Shown.bytes(site.bytes())).element("td", Shown.count(site.samples()));
        out.element("td", String.join(", ", site.classes())).close("tr");
      }
      out.close("tbody").close("table").close("div");
    }
    if (!creation.counted().isEmpty()) {
      out.open("div", "class", "wide card").open("table", "class", "numbers");
      out.element("caption", "Watched maps, by their creations");
      out.heads(List.of("made at", "maps")).open("tbody");
      for (CountedSite site : creation.counted().stream().limit(SITES).toList()) {
        out.open("tr").element("th", site.site(), "scope", "row");
        out.element("td", Shown.count(site.maps())).close("tr");
      }
      out.close("tbody").close("table").close("div");
    }
  }
}
