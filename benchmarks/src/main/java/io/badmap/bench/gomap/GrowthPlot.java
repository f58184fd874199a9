package io.badmap.bench.gomap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what {@link GrowthPauses} has printed as an SVG: the time of a put over its percentile,
 * both axes logarithmic. Arguments: the file to write, then a file of output for each map.
 */
public final class GrowthPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 150;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;

  /** The x axis ends with the longest of 10^7 puts, the y axis goes from 100 ns to 1 s. */
  private static final int NINES = 7;

  private static final int LEAST = 2;
  private static final int DECADES = 7;

  private static final String[] COLOURS = {"#c0392b", "#1f618d", "#7d6608"};
  private static final String[] TIMES = {
    "100 ns", "1 \u00b5s", "10 \u00b5s", "100 \u00b5s", "1 ms", "10 ms", "100 ms", "1 s"
  };
  private static final String[] SHARES = {
    "0", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %", "longest"
  };

  private final StringBuilder svg = new StringBuilder();

  private GrowthPlot() {}

  /** A point: how many nines its percentile has, and nanoseconds. */
  private record Point(double nines, double nanos) {}

  public static void main(String[] args) throws IOException {
    GrowthPlot plot = new GrowthPlot();
    plot.frame();
    for (int i = 1; i < args.length; i++) plot.curve(Path.of(args[i]), COLOURS[i - 1]);
    plot.svg.append("</svg>\n");
    Files.writeString(Path.of(args[0]), plot.svg);
  }

  private static double x(double nines) {
    return LEFT + nines / NINES * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double nanos) {
    double decade = (Math.log10(Math.max(nanos, 100)) - LEAST) / DECADES;
    return HEIGHT - BOTTOM - decade * (HEIGHT - TOP - BOTTOM);
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s'>%s</text>", x, y, anchor, colour, text);
  }

  private void line(double x1, double y1, double x2, double y2) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#ddd'/>", x1, y1, x2, y2);
  }

  private void frame() {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'"
            + " font-size='12'>",
        WIDTH, HEIGHT);
    add("<rect width='100%%' height='100%%' fill='white'/>");
    text(LEFT, 22, "start", "#222", "time of a put while a map grows to ten million entries");
    for (int i = 0; i <= DECADES; i++) {
      double y = y(Math.pow(10, LEAST + i));
      line(LEFT, y, WIDTH - RIGHT, y);
      text(LEFT - 8, y + 4, "end", "#555", TIMES[i]);
    }
    for (int i = 0; i <= NINES; i++) {
      line(x(i), TOP, x(i), HEIGHT - BOTTOM);
      text(x(i), HEIGHT - BOTTOM + 18, "middle", "#555", SHARES[i]);
    }
    text(x(NINES / 2.0), HEIGHT - 12, "middle", "#555", "share of the puts that took no longer");
  }

  private void curve(Path file, String colour) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String name = lines.get(0).substring(0, lines.get(0).indexOf(','));
    List<Point> points = points(lines);
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.nines), y(point.nanos)));
    }
    add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>",
        path.toString().strip(), colour);
    Point last = points.get(points.size() - 1);
    String longest = String.format(Locale.ROOT, "%s %.1f ms", name, last.nanos / 1e6);
    text(x(last.nines) + 6, y(last.nanos) + 4, "start", colour, longest);
  }

  private static List<Point> points(List<String> lines) {
    List<Point> points = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.strip().split("\\s+");
      double nanos = Double.parseDouble(words[words.length - 1]);
      double nines =
          words[0].equals("longest") ? NINES : -Math.log10(1 - Double.parseDouble(words[0]) / 100);
      points.add(new Point(nines, nanos));
    }
    return points;
  }
}
