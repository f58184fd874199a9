package io.badmap.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a recording of a real JVM, clicked on and read in a real Chromium. */
class PageIT {
  private static final int WIDTH = 1280;
  private static final int NARROW = 390;
  private static final int HEIGHT = 1200;
  private static final String PLOT = "document.querySelector(`.plot`)";

  @TempDir static Path folder;

  private static @Nullable Browser started;
  private static Path page = Path.of("");

  @BeforeAll
  static void openThePage() throws IOException {
    Optional<Path> chromium = Browser.installed();
    assumeTrue(chromium.isPresent(), "there is no Chromium on this machine");
    Jdk jdk = Jdks.all().get(0);
    Path recording = folder.resolve("page.jfr");
    page = folder.resolve("page.html");
    JvmRun recorded = Jvm.plain(jdk).run(PageMain.class, recording.toString());
    assertThat(recorded.exitCode()).as(recorded.told()).isZero();
    JvmRun run =
        Jvm.plain(jdk)
            .withClassPath(List.of())
            .run(
                "-jar",
                Project.badmapJar().toString(),
                "analyze",
                "--window",
                "10s",
                recording.toString(),
                "-o",
                page.toString());
    assertThat(run.exitCode()).as(run.told()).isZero();
    started = new Browser(chromium.orElseThrow(), Files.createTempDirectory("chromium"));
  }

  @AfterAll
  static void close() throws IOException {
    if (started != null) started.close();
  }

  private static Browser browser() {
    if (started == null) throw new IllegalStateException("not started");
    return started;
  }

  @BeforeEach
  void showItAnew() {
    browser().withoutScripts(false);
    browser().size(WIDTH, HEIGHT);
    browser().scheme("light");
    browser().open(page);
  }

  @Test
  void thePageAsksForSomethingFromOutsideOrItsScriptsFail() {
    click("in");
    browser().evaluate("document.getElementById('search').focus()");
    browser().type("orders");

    assertThat(browser().requests()).containsExactly(page.toUri().toString());
    assertThat(browser().complaints()).isEmpty();
    String refused =
        browser().text("fetch('" + page.toUri() + "').then(() => 'let through', () => 'refused')");
    assertThat(refused).isEqualTo("refused");
  }

  @Test
  void whatARecordingSaysBecomesMarkup() {
    assertThat(number("document.querySelectorAll('img').length")).isZero();
    assertThat(browser().text("document.querySelector('.side .thread').textContent"))
        .isEqualTo("reader " + PageMain.MARKUP);
    assertThat(browser().text("document.querySelector('.lanes li').textContent"))
        .startsWith("reader " + PageMain.MARKUP);
  }

  @Test
  void theCardLeavesOutASideOrTheVerdict() {
    String card = browser().text("document.querySelector('.misuse.card').textContent");

    assertThat(card)
        .contains("concurrent map read and map write", "the writer locks, the reader does not")
        .contains("What to change", "shop.Orders.find(Orders.java:17)", "holds no lock")
        .contains("shop.Orders.add(Orders.java:21)", "ReentrantLock@1f");
    JsonNode sides =
        browser()
            .evaluate(
                "[...document.querySelectorAll('.side')].map(e => e.getBoundingClientRect().y)");
    assertThat(sides).hasSize(2);
    assertThat(sides.get(0).asInt()).as("side by side").isEqualTo(sides.get(1).asInt());
  }

  @Test
  void theSearchKeepsWhatDoesNotMatchOrHidesWhatDoes() {
    int all = rows();
    browser().click("#search");
    browser().type("baskets");

    assertThat(
            browser()
                .text("document.querySelector('.heat .row[data-map]:not([hidden])').innerText"))
        .contains(PageMain.BASKETS);
    assertThat(rows()).isEqualTo(1).isLessThan(all);
    assertThat(number("document.querySelectorAll('.misuse.card:not([hidden])').length")).isZero();
    assertThat(browser().text("document.querySelector('search output').textContent"))
        .matches("\\d+ of \\d+");

    browser().key("Escape");
    assertThat(rows()).isEqualTo(all);
    assertThat(number("document.querySelectorAll('.misuse.card:not([hidden])').length")).isOne();
  }

  @Test
  void zoomLeavesTheLanesAsTheyWere() {
    String whole = lanes();
    click("misuse");
    String near = lanes();
    assertThat(near).isNotEqualTo(whole);
    assertThat(width()).isEqualTo(1e6);
    click("in");
    assertThat(width()).isEqualTo(5e5);
    click("earlier");
    assertThat(lanes()).isNotEqualTo(near);
    click("all");
    double all = width();
    JsonNode box = box();
    double y = box.get(1).asDouble() + 10;
    browser().mouse("mousePressed", box.get(0).asDouble() + 100, y);
    browser().mouse("mouseMoved", box.get(0).asDouble() + 300, y);
    browser().mouse("mouseReleased", box.get(0).asDouble() + 300, y);
    assertThat(width()).as("after dragging").isBetween(all / 20, all / 2);
  }

  @Test
  void scriptsDrawOtherLanesThanThePageWithoutThem() {
    String written = styles();
    click("all");

    assertThat(styles()).isEqualTo(written);
    assertThat(written).contains("k0", "k1", "m-grow", "b-monitor", "b-park", "misuse");
  }

  @Test
  void thePointerIsToldNothing() {
    browser().evaluate(PLOT + ".scrollIntoView({block: 'center', behavior: 'instant'})");
    JsonNode operation =
        browser()
            .evaluate(
                "(() => { const b = document.querySelector('.marks path.k1')"
                    + ".getBoundingClientRect(); return [b.x + 1, b.y + b.height / 2] })()");
    browser().mouse("mouseMoved", operation.get(0).asDouble(), operation.get(1).asDouble());

    assertThat(browser().text("document.getElementById('tip').innerText"))
        .contains("get (access)", "shop.Orders.find(Orders.java:17)", "size");
  }

  @Test
  void keysDoNothingInTheTimeline() {
    browser().evaluate(PLOT + ".focus()");
    double all = width();
    browser().key("+");
    assertThat(width()).isLessThan(all);
    browser().key("0");
    browser().key("ArrowDown");
    assertThat(browser().text("document.querySelector('.lanes .chosen span').textContent"))
        .isEqualTo("writer");
    browser().key("p");
    assertThat(browser().text("document.querySelector('.timeline .readout').textContent"))
        .contains("put (assign)", "shop.Orders.add(Orders.java:21)");
    assertThat(browser().text("getComputedStyle(" + PLOT + ").outlineStyle")).isEqualTo("solid");
  }

  @Test
  void theCellsOfTheHeatMapTellNothing() {
    browser().evaluate("document.querySelector('.cells').focus()");
    browser().key("Home");

    assertThat(browser().text("document.querySelector('.heat > .readout').textContent"))
        .contains("Orders.byId");
  }

  @Test
  void essentialsAreLostWithoutScripts() {
    browser().withoutScripts(true);
    browser().open(page);
    // Evaluation from outside still works; the page's own scripts do not.
    assertThat(browser().text("String(document.querySelector('search').hidden)")).isEqualTo("true");
    assertThat(browser().text("document.body.innerText"))
        .contains("the writer locks, the reader does not", "shop.Orders.find(Orders.java:17)")
        .contains("Orders.byId", PageMain.BASKETS);
    assertThat(styles()).contains("k0", "k1", "b-monitor", "misuse");
    assertThat(number("document.querySelectorAll('#spread table td').length")).isPositive();
    assertThat(shown(".cells .l-writers")).isFalse();
    browser().click("[value=writers]");
    assertThat(shown(".cells .l-writers")).isTrue();
    assertThat(shown(".cells .l-operations")).isFalse();
  }

  @Test
  void aNarrowScreenHasToBeScrolledSidewaysAndANightIsAsBrightAsDay() {
    String day = browser().text("getComputedStyle(document.body).backgroundColor");
    browser().size(NARROW, HEIGHT);
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(NARROW);
    browser().scheme("dark");
    assertThat(browser().text("getComputedStyle(document.body).backgroundColor")).isNotEqualTo(day);
  }

  private static void click(String act) {
    browser().click("[data-act=" + act + "]");
  }

  private static int number(String expression) {
    return browser().evaluate(expression).asInt();
  }

  private static int rows() {
    return number("document.querySelectorAll('#maps tbody tr:not([hidden])').length");
  }

  private static boolean shown(String selector) {
    return browser()
        .evaluate("getComputedStyle(document.querySelector('" + selector + "')).display !== 'none'")
        .asBoolean();
  }

  private static String lanes() {
    return browser().text("document.querySelector('.marks').innerHTML");
  }

  /** What is drawn, without where. */
  private static String styles() {
    return browser()
        .text(
            "[...document.querySelectorAll('.marks path')]"
                + ".map(p => p.getAttribute('class') + p.getAttribute('d').match(/ \\d+/))"
                + ".sort().join()");
  }

  /** Nanoseconds that the timeline shows. */
  private static double width() {
    return browser()
        .evaluate("timelines[0].misuse && timelines[0].view.to - timelines[0].view.from")
        .asDouble();
  }

  private static JsonNode box() {
    return browser()
        .evaluate(
            "(() => { const b = " + PLOT + ".getBoundingClientRect(); return [b.x, b.y] })()");
  }
}
