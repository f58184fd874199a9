package io.badmap.tools.output;

import io.badmap.tools.model.Finding;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Side;
import java.util.List;
import java.util.regex.Pattern;

/** The card of a misuse: what met, both sides, why, and what to change. */
final class PageMisuse {
  private static final int FRAMES = 40;
  private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

  private final Misuse misuse;
  private final Markup out;

  PageMisuse(Misuse misuse, Markup out) {
    this.misuse = misuse;
    this.out = out;
  }

  /** What a link leads to. */
  static String id(Misuse misuse) {
    return "misuse-" + misuse.map().jvm() + "-" + misuse.number();
  }

  /** Writes the card, with its timeline drawn or left to the scripts. */
  void write(int index, boolean drawn) {
    out.open(
        "article",
        "class",
        "misuse card",
        "id",
        id(misuse),
        "data-index",
        String.valueOf(index),
        "data-number",
        String.valueOf(misuse.number()));
    out.open("header").element("h3", misuse.kind());
    out.open("p", "class", "soft").text("#" + misuse.number() + " at ");
    out.text(Shown.at(misuse.at())).text(" on ").open("code").text(misuse.map().shown());
    out.raw("</code>");
    if (misuse.size() >= 0) out.text(Shown.of(" of size %,d", misuse.size()));
    out.close("p").close("header");
    finding(misuse.verdict(), "verdict");
    sides();
    if (!misuse.waiters().isEmpty()) {
      out.element("h4", "Who waited for a lock that a side held");
      out.list("waiters", misuse.waiters().stream().map(TextReport::waiting).toList());
    }
    if (!misuse.hint().isEmpty()) {
      out.element("p", "The agent's hint: " + misuse.hint(), "class", "soft");
    }
    List<Finding> others = misuse.findings().subList(1, misuse.findings().size());
    for (Finding other : others) {
      out.open("details").element("summary", "Also: " + other.title());
      finding(other, "also");
      out.close("details");
    }
    new PageTimeline(misuse, index, out).write(drawn);
    out.close("article");
  }

  private void finding(Finding finding, String role) {
    out.open("div", "class", role, "data-cause", finding.cause());
    out.open("div");
    if (role.equals("verdict")) out.element("h4", finding.title());
    out.list("evidence", finding.evidence());
    out.close("div");
    out.open("div", "class", "change").element("h5", "What to change");
    out.paragraph(finding.advice()).close("div").close("div");
  }

  private void sides() {
    out.open("div", "class", "sides");
    for (int i = 0; i < misuse.sides().size(); i++) side(i + 1, misuse.sides().get(i));
    out.close("div");
  }

  private void side(int number, Side side) {
    String label = "side " + number;
    out.open("section", "class", "side", "aria-label", label);
    out.open("h4").element("b", String.valueOf(number), "title", label);
    if (!side.known()) {
      out.text("not seen").close("h4");
      out.element("p", "The recording tells nothing of this side.", "class", "soft");
      out.close("section");
      return;
    }
    out.open("code").text(side.operation()).raw("</code>").close("h4");
    out.open("p", "class", "soft").text(effect(side) + side.sighting() + ", thread ");
    out.open("span", "class", "thread").text(side.thread()).raw("</span>");
    out.close("p");
    stack(side);
    locks(side);
    out.close("section");
  }

  private static String effect(Side side) {
    boolean none = side.effect().isEmpty() || side.effect().equals("none");
    return side.access() + (none ? "" : ", " + side.effect()) + ", ";
  }

  private void stack(Side side) {
    List<String> frames = side.stack().isEmpty() ? List.of(side.site()) : side.stack();
    out.open("ol", "class", "stack", "tabindex", "0", "aria-label", "stack");
    for (String frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
      String style =
          frame.equals(side.site())
              ? "caller"
              : OF_THE_JDK.matcher(frame).matches() ? "jdk" : "frame";
      out.element("li", frame, "class", style);
    }
    if (frames.size() > FRAMES) {
      out.element("li", Shown.of("and %,d more", frames.size() - FRAMES), "class", "jdk");
    }
    out.close("ol");
  }

  private void locks(Side side) {
    List<String> locks = side.locks();
    out.open("p", "class", "locks");
    if (locks == null) {
      out.text("locks not known");
    } else if (locks.isEmpty()) {
      out.element("span", "holds no lock", "class", "bad");
    } else {
      out.text("holds ");
      for (String lock : locks) out.element("code", lock);
    }
    out.close("p");
  }
}
