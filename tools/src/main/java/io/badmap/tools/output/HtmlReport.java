package io.badmap.tools.output;

import io.badmap.tools.model.GuardCounts;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The report as one page that asks for nothing from outside and can be read without scripts. Its
 * Content-Security-Policy names the hashes of its own style and script, so that nothing that comes
 * from a recording could run even if it were not escaped. What the scripts need lies in it as JSON,
 * in the element {@code badmap-report}.
 */
public final class HtmlReport {
  private static final List<String> SCRIPTS =
      List.of("page-plot.js", "page-timeline.js", "page-heat.js", "page-search.js");

  /** The timelines of later misuses are drawn by the scripts alone, to keep the page small. */
  private static final int DRAWN = 20;

  private final Report report;
  private final Markup out = new Markup();

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** Writes the file. */
  public static void write(Report report, Path file) throws IOException {
    Files.writeString(file, new HtmlReport(report).page());
  }

  private String page() throws IOException {
    String style = resource("page.css");
    StringBuilder script = new StringBuilder("\"use strict\";\n");
    for (String name : SCRIPTS) script.append(resource(name));
    out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.open(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src '"
            + hash(style)
            + "'; script-src '"
            + hash(script.toString())
            + "'; base-uri 'none'; form-action 'none'");
    out.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.element("title", "badmap: " + summary());
    out.raw("<style>").raw(style).raw("</style>\n</head>\n<body>\n");
    head();
    out.raw("<main id=\"main\">\n");
    misuses();
    open("heat", "Maps by time");
    new PageHeat(report, out).write();
    out.close("section");
    open("maps", "Maps");
    new PageMaps(report, out).table();
    out.close("section");
    open("spread", "Spread of the keys");
    new PageMaps(report, out).spread();
    out.close("section");
    open("creation", "Where maps are made");
    new PageCreation(report.creation(), out).write();
    out.close("section");
    out.raw("</main>\n<div id=\"tip\" role=\"tooltip\" hidden></div>\n");
    out.raw("<script type=\"application/json\" id=\"badmap-report\">");
    out.raw(PageData.of(report)).raw("</script>\n<script>").raw(script);
    out.raw("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) throw new IOException("no " + name + " in the jar");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As Content-Security-Policy, level 2, has it. */
  private static String hash(String content) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private String summary() {
    long misuses = report.misuses().size() + report.misusesLeftOut();
    long maps = report.maps().size() + report.mapsLeftOut();
    return Shown.of(
        "%s on %,d map%s",
        misuses == 0 ? "no misuse" : misuses == 1 ? "1 misuse" : Shown.count(misuses) + " misuses",
        maps,
        maps == 1 ? "" : "s");
  }

  private void head() {
    out.element("a", "Skip to the misuses", "class", "skip", "href", "#main");
    out.open("header", "class", "page").element("p", "badmap", "class", "brand");
    out.element("h1", summary()).open("dl", "class", "facts");
    fact("operations", Shown.count(report.operations()));
    fact("threads", Shown.count(report.threads()));
    fact("recorded", Shown.nanos(report.span().nanos()));
    fact("from", report.span().start());
    GuardCounts guard = report.guard();
    if (guard != null) {
      fact("conflicts met", Shown.count(guard.conflicts()));
      fact("folded, suppressed", guard.folded() + ", " + guard.suppressed());
    }
    out.close("dl");
    if (!report.notes().isEmpty()) out.list("notes", report.notes());
    out.open("details").element("summary", Shown.of("What was read (%d)", report.inputs().size()));
    out.list(
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
    out.close("details").close("header");
    out.open("nav", "aria-label", "sections");
    for (String section : List.of("misuses", "heat", "maps", "spread", "creation")) {
      out.element("a", section.equals("heat") ? "by time" : section, "href", "#" + section);
    }
    out.raw(
        "<search hidden><label>Search <input type=\"search\" id=\"search\""
            + " placeholder=\"map, thread, class, lock\" autocomplete=\"off\"></label>"
            + "<output for=\"search\" aria-live=\"polite\"></output></search>");
    out.close("nav");
  }

  private void fact(String name, String value) {
    out.open("div").element("dt", name).element("dd", value).close("div");
  }

  private void open(String id, String title) {
    out.open("section", "id", id, "aria-labelledby", id + "-title");
    out.element("h2", title, "id", id + "-title");
  }

  private void misuses() {
    open("misuses", "Misuses");
    if (report.misuses().isEmpty()) out.paragraph("No misuse is in the recording.");
    if (report.misuses().size() > 1) {
      out.open("ol", "class", "index");
      for (Misuse misuse : report.misuses()) {
        out.open("li").open("a", "href", "#" + PageMisuse.id(misuse)).text(misuse.kind());
        out.raw("</a> ").open("span", "class", "soft");
        out.text(misuse.verdict().title() + " \u00b7 " + misuse.map().shown()).raw("</span>");
        out.close("li");
      }
      out.close("ol");
    }
    if (report.misusesLeftOut() > 0) {
      out.paragraph(Shown.of("%,d more are not told in detail.", report.misusesLeftOut()));
    }
    for (int i = 0; i < report.misuses().size(); i++) {
      new PageMisuse(report.misuses().get(i), out).write(i, i < DRAWN);
    }
    out.close("section");
  }
}
