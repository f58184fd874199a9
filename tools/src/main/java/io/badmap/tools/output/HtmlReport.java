package io.badmap.tools.output;

import io.badmap.tools.model.CountedSite;
import io.badmap.tools.model.CreationSite;
import io.badmap.tools.model.Finding;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Side;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The report as one page that asks for nothing from outside and can be read without scripts. The
 * whole report lies in it as JSON, in the element {@code badmap-report}.
 */
public final class HtmlReport {
  private static final String STYLE = "page.css";

  private final Report report;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** Writes the file. */
  public static void write(Report report, Path file) throws IOException {
    Files.writeString(file, new HtmlReport(report).page());
  }

  private String page() throws IOException {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>badmap: ").append(Html.escape(summary())).append("</title>\n");
    out.append("<style>\n").append(resource(STYLE)).append("</style>\n</head>\n<body>\n");
    head();
    out.append("<main>\n");
    misuses();
    section("heat", "Maps by time", SvgHeat.inPage(report));
    maps();
    creation();
    out.append("</main>\n");
    // Gson writes < as an escape, so that nothing in it can end the element.
    out.append("<script type=\"application/json\" id=\"badmap-report\">")
        .append(JsonReport.text(report))
        .append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) throw new IOException("no " + name + " in the jar");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String summary() {
    long misuses = report.misuses().size() + report.misusesLeftOut();
    return Shown.of(
        "%s on %,d map%s",
        misuses == 0 ? "no misuse" : misuses == 1 ? "1 misuse" : Shown.count(misuses) + " misuses",
        report.maps().size() + report.mapsLeftOut(),
        report.maps().size() + report.mapsLeftOut() == 1 ? "" : "s");
  }

  private void head() {
    out.append("<header>\n<h1>").append(Html.escape(summary())).append("</h1>\n");
    paragraph(
        Shown.of(
            "From %s for %s: %,d operations by %,d threads.",
            report.span().start(),
            Shown.nanos(report.span().nanos()),
            report.operations(),
            report.threads()));
    list(
        "inputs",
        report.inputs().stream()
            .map(
                input ->
                    Shown.of(
                        "%s: %s, %,d events%s",
                        input.file(),
                        Shown.bytes(input.bytes()),
                        input.events(),
                        input.whole() ? "" : ", not all of it could be read"))
            .toList());
    if (!report.notes().isEmpty()) list("notes", report.notes());
    out.append("</header>\n");
  }

  private void misuses() {
    out.append("<section id=\"misuses\">\n<h2>Misuses</h2>\n");
    if (report.misuses().isEmpty()) paragraph("No misuse is in the recording.");
    if (report.misusesLeftOut() > 0) {
      paragraph(Shown.of("%,d more are not told in detail.", report.misusesLeftOut()));
    }
    for (Misuse misuse : report.misuses()) card(misuse);
    out.append("</section>\n");
  }

  private void card(Misuse misuse) {
    out.append("<article class=\"misuse\" data-number=\"").append(misuse.number()).append("\">\n");
    heading(3, misuse.kind());
    paragraph(
        Shown.of(
            "#%d at %s, map %s%s",
            misuse.number(),
            Shown.at(misuse.at()),
            misuse.map().shown(),
            misuse.size() < 0 ? "" : Shown.of(", size %,d", misuse.size())));
    finding(misuse.verdict(), "verdict");
    for (Finding also : misuse.findings().subList(1, misuse.findings().size())) {
      finding(also, "also");
    }
    out.append("<div class=\"sides\">\n");
    for (int i = 0; i < misuse.sides().size(); i++) side(i + 1, misuse.sides().get(i));
    out.append("</div>\n");
    if (!misuse.hint().isEmpty()) paragraph("The agent's hint: " + misuse.hint());
    List<String> waiting = misuse.waiters().stream().map(TextReport::waiting).toList();
    if (!waiting.isEmpty()) list("waiters", waiting);
    paragraph(
        Shown.of(
            "Window: %,d operations by %,d threads, %,d marks, %,d blocked stretches.",
            misuse.window().operations().count(),
            misuse.window().lanes().size(),
            misuse.window().marks().size(),
            misuse.window().blocked().size()));
    out.append("</article>\n");
  }

  private void finding(Finding finding, String role) {
    out.append("<div class=\"").append(role).append("\" data-cause=\"").append(finding.cause());
    out.append("\">\n");
    heading(4, finding.title());
    list("evidence", finding.evidence());
    paragraph("Change: " + finding.advice());
    out.append("</div>\n");
  }

  private void side(int number, Side side) {
    out.append("<section class=\"side\">\n");
    if (!side.known()) {
      heading(4, "side " + number + ": unknown");
      out.append("</section>\n");
      return;
    }
    heading(4, "side " + number + ": " + side.operation());
    paragraph(Shown.of("%s, %s, thread \"%s\"", side.effect(), side.sighting(), side.thread()));
    List<String> frames = side.stack().isEmpty() ? List.of(side.site()) : side.stack();
    out.append("<pre>").append(Html.escape(String.join("\n", frames))).append("</pre>\n");
    paragraph("holds: " + TextReport.locks(side));
    out.append("</section>\n");
  }

  private void maps() {
    out.append("<section id=\"maps\">\n<h2>Maps</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
    for (String head :
        List.of(
            "map",
            "assign",
            "access",
            "delete",
            "iterate",
            "writers",
            "mappings",
            "grew",
            "misuses")) {
      out.append("<th scope=\"col\">").append(head).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (MapLife map : report.maps()) {
      out.append("<tr><th scope=\"row\">").append(Html.escape(map.map().shown())).append("</th>");
      for (long number :
          new long[] {
            map.assigns(),
            map.accesses(),
            map.deletes(),
            map.iterations(),
            map.writers(),
            Math.max(0, map.mostMappings()),
            map.growths(),
            map.misuses()
          }) {
        out.append("<td>").append(Shown.count(number)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    if (report.mapsLeftOut() > 0) {
      paragraph(Shown.of("%,d more maps are not told.", report.mapsLeftOut()));
    }
    out.append("</section>\n<section id=\"skew\">\n<h2>Spread of the keys</h2>\n");
    for (MapLife map : report.maps()) {
      if (map.skew() == null) continue;
      out.append(map.skew().flagged() ? "<details open>" : "<details>");
      out.append("<summary>").append(Html.escape(map.map().shown()));
      out.append(map.skew().flagged() ? ": skewed" : "").append("</summary>\n");
      list("spread", Verdicts.of(map.skew()));
      out.append("</details>\n");
    }
    out.append("</section>\n");
  }

  private void creation() {
    out.append("<section id=\"creation\">\n<h2>Where maps are made</h2>\n");
    List<CreationSite> sites = report.creation().sites();
    if (sites.isEmpty() && report.creation().counted().isEmpty()) {
      paragraph("The recording has no allocation sample of a map and no MapCreate event.");
    }
    if (!sites.isEmpty()) {
      list(
          "sites",
          sites.stream()
              .map(site -> Shown.share(site.share()) + " of new maps come from " + site.site())
              .toList());
    }
    List<CountedSite> counted = report.creation().counted();
    if (!counted.isEmpty()) {
      list(
          "counted",
          counted.stream()
              .map(site -> Shown.of("%,d watched maps made at %s", site.maps(), site.site()))
              .toList());
    }
    out.append("</section>\n");
  }

  private void section(String id, String title, String content) {
    out.append("<section id=\"").append(id).append("\">\n");
    heading(2, title);
    out.append("<div class=\"wide\">\n").append(content).append("</div>\n</section>\n");
  }

  private void heading(int level, String text) {
    out.append("<h").append(level).append('>').append(Html.escape(text));
    out.append("</h").append(level).append(">\n");
  }

  private void paragraph(String text) {
    out.append("<p>").append(Html.escape(text)).append("</p>\n");
  }

  private void list(String name, List<String> items) {
    out.append("<ul class=\"").append(name).append("\">\n");
    for (String item : items) out.append("<li>").append(Html.escape(item)).append("</li>\n");
    out.append("</ul>\n");
  }
}
