package io.badmap.tools.output;

import io.badmap.tools.model.CountedSite;
import io.badmap.tools.model.CreationSite;
import io.badmap.tools.model.Finding;
import io.badmap.tools.model.GuardCounts;
import io.badmap.tools.model.Input;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Side;
import io.badmap.tools.model.Skew;
import io.badmap.tools.model.Waiter;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report for a terminal. */
public final class TextReport {
  private static final int MAPS = 10;
  private static final int MAPS_WITH_SPREAD = 2;
  private static final int FRAMES = 8;
  private static final int SITES = 5;

  private final Report report;
  private final PrintWriter out;

  private TextReport(Report report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  /** Prints it; what could not be read is for standard error and not repeated here. */
  public static void print(Report report, PrintWriter out) {
    TextReport text = new TextReport(report, out);
    text.head();
    report.misuses().forEach(text::misuse);
    text.maps();
    text.creation();
    out.flush();
  }

  private void head() {
    for (Input input : report.inputs()) {
      out.printf(
          "%s: %s, %s, %s%s%n",
          input.file(),
          Shown.bytes(input.bytes()),
          plural(input.chunks(), "chunk"),
          plural(input.events(), "event"),
          input.whole() ? "" : ", not all of it could be read");
    }
    out.printf(
        "from %s for %s: %s on %s by %s%n",
        report.span().start(),
        Shown.nanos(report.span().nanos()),
        plural(report.operations(), "operation"),
        plural(report.maps().size() + report.mapsLeftOut(), "map"),
        plural(report.threads(), "thread"));
    GuardCounts guard = report.guard();
    if (guard != null) {
      out.printf(
          "the agent met %s, reported %d, folded %d into these, suppressed %d%n",
          plural(guard.conflicts(), "conflict"),
          guard.reported(),
          guard.folded(),
          guard.suppressed());
    }
    if (report.misuses().isEmpty()) {
      out.println("no misuse in the recording");
    } else {
      long all = report.misuses().size() + report.misusesLeftOut();
      out.printf("%s%n", plural(all, "misuse"));
    }
    if (report.misusesLeftOut() > 0) {
      out.printf("the first %d in detail%n", report.misuses().size());
    }
  }

  private void misuse(Misuse misuse) {
    out.printf("%n%s #%d, %s%n", misuse.kind(), misuse.number(), Shown.at(misuse.at()));
    out.printf(
        "  map %s%s%n",
        misuse.map().shown(), misuse.size() < 0 ? "" : ", size " + Shown.count(misuse.size()));
    for (int i = 0; i < misuse.sides().size(); i++) side(i + 1, misuse.sides().get(i));
    finding("verdict", misuse.verdict());
    for (Finding also : misuse.findings().subList(1, misuse.findings().size())) {
      out.printf("  also: %s%n", also.title());
    }
    if (!misuse.hint().isEmpty()) out.printf("  the agent's hint: %s%n", misuse.hint());
    for (Waiter waiter : misuse.waiters()) out.printf("  %s%n", waiting(waiter));
    out.printf(
        "  window: %s by %s%s%n",
        plural(misuse.window().operations().count(), "operation"),
        plural(misuse.window().lanes().size(), "thread"),
        misuse.window().whole() ? "" : "; earlier ones were no longer held");
  }

  private void side(int number, Side side) {
    if (!side.known()) {
      out.printf("  side %d: unknown%n", number);
      return;
    }
    String effect =
        side.effect().equals("none") || side.effect().isEmpty() ? "" : ", " + side.effect();
    out.printf(
        "  side %d: %s%s, %s, thread \"%s\"%n",
        number, side.operation(), effect, side.sighting(), side.thread());
    List<String> frames = side.stack().isEmpty() ? List.of(side.site()) : side.stack();
    for (String frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
      out.printf("      at %s%n", frame);
    }
    if (frames.size() > FRAMES) out.printf("      ... %d more%n", frames.size() - FRAMES);
    out.printf("      holds: %s%n", locks(side));
  }

  static String locks(Side side) {
    List<String> locks = side.locks();
    if (locks == null) return "unknown";
    return locks.isEmpty() ? "nothing" : String.join(", ", locks);
  }

  private void finding(String label, Finding finding) {
    out.printf("  %s: %s%n", label, finding.title());
    for (String line : finding.evidence()) out.printf("    - %s%n", line);
    out.printf("    change: %s%n", finding.advice());
  }

  static String waiting(Waiter waiter) {
    return Shown.of(
        "\"%s\" waited %s for %s %s \"%s\"%s",
        waiter.thread(),
        Shown.nanos(waiter.nanos())
            + (waiter.times() > 1 ? " in " + waiter.times() + " times" : ""),
        waiter.lock(),
        waiter.sure() ? "held by" : "as is held by",
        waiter.holder(),
        waiter.sure() ? "" : " (the recording does not name the holder)");
  }

  private void maps() {
    if (report.maps().isEmpty()) return;
    out.printf("%nmaps%n");
    for (int i = 0; i < Math.min(MAPS, report.maps().size()); i++) {
      map(report.maps().get(i));
      spread(report.maps().get(i).skew(), i < MAPS_WITH_SPREAD);
    }
    long rest = report.maps().size() + report.mapsLeftOut() - Math.min(MAPS, report.maps().size());
    if (rest > 0) out.printf("  and %s more%n", Shown.count(rest));
  }

  private void map(MapLife map) {
    out.printf("  %s%n", map.map().shown());
    out.printf(
        "    %s: %s assign, %s access, %s delete, %s iterate; %s, %s; at most %s%n",
        plural(map.operations(), "operation"),
        Shown.count(map.assigns()),
        Shown.count(map.accesses()),
        Shown.count(map.deletes()),
        Shown.count(map.iterations()),
        plural(map.writers(), "writer"),
        plural(map.readers(), "reader"),
        plural(Math.max(0, map.mostMappings()), "mapping"));
    if (map.createdAt() >= 0) {
      out.printf(
          "    made %s by \"%s\" at %s%n",
          Shown.at(map.createdAt()), map.createdBy(), map.createdIn());
    }
    if (map.growths() > 0) {
      out.printf(
          "    grew %d times%s%n",
          map.growths(),
          map.rehashNanos() > 0 ? ", moving entries for " + Shown.nanos(map.rehashNanos()) : "");
    }
  }

  /** Of the first maps, and of each that is flagged. */
  private void spread(@Nullable Skew skew, boolean always) {
    if (skew == null || !always && !skew.flagged()) return;
    for (String line : Verdicts.of(skew)) out.printf("    %s%n", line);
  }

  private void creation() {
    List<CreationSite> sites = report.creation().sites();
    if (!sites.isEmpty()) {
      out.printf(
          "%nnew maps, by %s of %s%n",
          plural(report.creation().samples(), "allocation sample"),
          Shown.bytes(report.creation().bytes()));
      for (CreationSite site : sites.subList(0, Math.min(SITES, sites.size()))) {
        out.printf("  %s of new maps come from %s%n", Shown.share(site.share()), site.site());
      }
    }
    List<CountedSite> counted = report.creation().counted();
    if (counted.isEmpty()) return;
    out.printf("%nwatched maps made%n");
    for (CountedSite site : counted.subList(0, Math.min(SITES, counted.size()))) {
      out.printf("  %s at %s%n", Shown.count(site.maps()), site.site());
    }
  }

  private static String plural(long count, String what) {
    return Shown.count(count) + " " + what + (count == 1 ? "" : "s");
  }
}
