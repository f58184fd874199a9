package io.badmap.junit.report;

import io.badmap.junit.watch.Outcome;
import java.util.Locale;

/** {@code report.html}: one file, no script, nothing from elsewhere; light and dark. */
final class HtmlPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>badmap: maps in these tests</title>
      <style>
      :root { color-scheme: light dark; --ground: #ffffff; --card: #f6f7f9; --line: #d5d9e0;
        --ink: #1b1f26; --soft: #566070; --failed: #b3261e; --other: #566070; --good: #1d6f42; }
      @media (prefers-color-scheme: dark) {
        :root { --ground: #14171c; --card: #1d2128; --line: #353b46; --ink: #e4e7ec;
          --soft: #9aa4b2; --failed: #ff8a80; --other: #9aa4b2; --good: #7bd3a0; } }
      body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--ground);
        color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
      .good { color: var(--good); } .bad { color: var(--failed); }
      p { margin: .25rem 0; color: var(--soft); }
      article { margin: 1.25rem 0; border: 1px solid var(--line); border-left: 4px solid var(--other);
        border-radius: 6px; background: var(--card); padding: .9rem 1.1rem; }
      article.failed, article.open { border-left-color: var(--failed); }
      h2 { font-size: 1.05rem; margin: 0; }
      .outcome { float: right; font-size: .8rem; font-weight: 600; color: var(--other); }
      .failed .outcome, .open .outcome { color: var(--failed); }
      code, pre { font: .85rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
      code { display: block; overflow-wrap: anywhere; }
      ul { margin: .5rem 0; padding-left: 1.2rem; }
      summary { cursor: pointer; color: var(--soft); }
      pre { margin: .6rem 0 0; overflow-x: auto; }
      @media (max-width: 40rem) {
        body { padding: 1.25rem .75rem 3rem; } h1 { font-size: 1.15rem; line-height: 1.35; }
        article { padding: .75rem .8rem; }
        code, pre { font-size: .78rem; } }
      </style>
      </head>
      <body>
      """;

  private HtmlPage() {}

  static String of(Report report) {
    StringBuilder html = new StringBuilder(HEAD);
    html.append("<h1 class=\"").append(report.failures() == 0 ? "good" : "bad").append("\">");
    escape(html, report.summary()).append("</h1>\n");
    for (String test : report.unfinished()) {
      escape(html.append("<p>Not ended when this was written: "), test).append("</p>\n");
    }
    for (Finding finding : report.findings()) {
      article(html, finding);
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void article(StringBuilder html, Finding finding) {
    Outcome outcome = finding.outcome();
    html.append("<article class=\"")
        .append(outcome.name().toLowerCase(Locale.ROOT))
        .append("\">\n");
    html.append("<span class=\"outcome\">").append(outcome.label()).append("</span>\n<h2>");
    escape(html, finding.kind()).append("</h2>\n<p>");
    escape(html, finding.map()).append("</p>\n");
    for (String site : finding.sites().lines().toList()) {
      site(html.append("<code>"), site).append("</code>\n");
    }
    html.append("<ul>\n");
    for (String test : finding.where()) {
      escape(html.append("<li>"), test).append("</li>\n");
    }
    html.append("</ul>\n<details").append(Report.fails(finding) ? " open" : "");
    html.append("><summary>Both sides</summary><pre>");
    escape(html, finding.text()).append("</pre></details>\n</article>\n");
  }

  /** A line that is too long ends after a package or a class, or before the file. */
  private static StringBuilder site(StringBuilder html, String site) {
    int file = site.indexOf('(');
    String path = file < 0 ? site : site.substring(0, file);
    for (String name : path.split("(?<=\\.)", -1)) {
      escape(html, name).append("<wbr>");
    }
    return escape(html, site.substring(path.length()));
  }

  private static StringBuilder escape(StringBuilder html, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        default -> html.append(c);
      }
    }
    return html;
  }
}
