package io.badmap.it.page;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long Chromium takes from the start of the navigation to the first paint of a page with
 * content, and to the end of its loading: {@code FirstPaint PAGE.html [SHOTS]}. With a folder for
 * it, pictures of the page are left there.
 */
public final class FirstPaint {
  private static final int TIMES = 7;
  private static final int HEIGHT = 1600;

  private FirstPaint() {}

  /** Prints the size of the page and the medians, in milliseconds. */
  public static void main(String[] arguments) throws IOException {
    Path page = Path.of(arguments[0]).toAbsolutePath();
    Path chromium = Browser.installed().orElseThrow();
    PrintStream out = System.out;
    try (Browser browser = new Browser(chromium, Files.createTempDirectory("chromium"))) {
      browser.size(1280, HEIGHT);
      double[] paint = new double[TIMES];
      double[] load = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        browser.open(page);
        paint[i] =
            browser
                .evaluate(
                    "new Promise(done => new PerformanceObserver(list => list"
                        + ".getEntriesByName('first-contentful-paint').forEach(e =>"
                        + " done(e.startTime))).observe({type: 'paint', buffered: true}))")
                .asDouble();
        load[i] =
            browser
                .evaluate("performance.getEntriesByType('navigation')[0].domComplete")
                .asDouble();
      }
      Arrays.sort(paint);
      Arrays.sort(load);
      out.printf(
          "%,d bytes, first paint %.0f ms, loaded %.0f ms (medians of %d)%n",
          Files.size(page), paint[TIMES / 2], load[TIMES / 2], TIMES);
      if (arguments.length > 1) pictures(browser, page, Path.of(arguments[1]));
    }
  }

  private static void pictures(Browser browser, Path page, Path folder) throws IOException {
    for (String scheme : new String[] {"light", "dark"}) {
      for (int width : new int[] {1280, 390}) {
        browser.scheme(scheme);
        browser.size(width, HEIGHT);
        browser.open(page);
        int height = browser.evaluate("document.documentElement.scrollHeight").asInt();
        browser.size(width, Math.min(height, 8000));
        browser.screenshot(folder.resolve(scheme + "-" + width + ".png"));
      }
    }
  }
}
