package io.badmap.tools.output;

import io.badmap.tools.model.Heat;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Report;
import java.util.List;

/**
 * The heat map of maps by time: a row for each map, the darker a cell the more operations in that
 * column, a ring where several threads wrote, a line where a misuse was. The layout alone; how it
 * is drawn is for a {@link Canvas}. Lengths are pixels.
 */
final class HeatPicture {
  private static final int ROWS = 40;
  private static final int MARGIN = 12;
  private static final int LABEL = 260;
  private static final int ROW = 18;
  private static final int TOP = 44;
  private static final int BOTTOM = 44;
  private static final int PLOT = 720;
  private static final int TEXT_OFFSET = 13;
  private static final int MOST_LABEL = 38;

  /** What a picture is drawn on. Colours are 0xRRGGBB. */
  interface Canvas {
    /** A filled rectangle with a text that explains it. */
    void cell(double x, double y, double width, double height, int colour, String tells);

    /** An outline. */
    void ring(double x, double y, double width, double height, int colour);

    /** A line. */
    void line(double fromX, double fromY, double toX, double toY, int colour, String tells);

    /** A text that begins at x, its baseline at y. */
    void text(double x, double y, String text, boolean bold);
  }

  private static final int[] COLOURS = {
    0xe8eef4, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b
  };
  private static final int SEVERAL_WRITERS = 0xe6550d;
  private static final int MISUSE = 0xd62728;

  private final Report report;
  private final List<MapLife> maps;

  HeatPicture(Report report) {
    this.report = report;
    maps =
        report.maps().stream()
            .filter(map -> map.operations() > 0 || map.misuses() > 0)
            .limit(ROWS)
            .toList();
  }

  int width() {
    return MARGIN + LABEL + PLOT + MARGIN;
  }

  int height() {
    return TOP + Math.max(1, maps.size()) * ROW + BOTTOM;
  }

  void draw(Canvas canvas) {
    canvas.text(MARGIN, 24, title(), true);
    double cell = (double) PLOT / Math.max(1, report.span().columns());
    int most = 1;
    for (MapLife map : maps) {
      for (int operations : map.heat().operations()) most = Math.max(most, operations);
    }
    for (int row = 0; row < maps.size(); row++) row(canvas, row, cell, most);
    misuses(canvas, cell);
    axis(canvas);
  }

  private String title() {
    if (maps.isEmpty()) return "no operation on a map in the recording";
    return "operations on maps, from "
        + report.span().start()
        + ", a column is "
        + Shown.nanos(report.span().columnNanos());
  }

  private void row(Canvas canvas, int row, double cell, int most) {
    MapLife map = maps.get(row);
    double y = TOP + (double) row * ROW;
    String shown = map.map().shown();
    String label =
        shown.length() > MOST_LABEL ? shown.substring(0, MOST_LABEL - 1) + "\u2026" : shown;
    canvas.text(MARGIN, y + TEXT_OFFSET, label, false);
    Heat heat = map.heat();
    for (int column = 0; column < heat.operations().length; column++) {
      int operations = heat.operations()[column];
      if (operations == 0) continue;
      double x = MARGIN + LABEL + column * cell;
      canvas.cell(
          x, y + 1, Math.max(1, cell - 0.5), ROW - 2, colour(operations, most), tells(map, column));
      if (heat.writers()[column] > 1) {
        canvas.ring(x, y + 1, Math.max(1, cell - 0.5), ROW - 2, SEVERAL_WRITERS);
      }
    }
  }

  private String tells(MapLife map, int column) {
    Heat heat = map.heat();
    return Shown.of(
        "%s at %s: %,d operations, %,d of them writes by %d threads, size %,d",
        map.map().shown(),
        Shown.at(column * report.span().columnNanos()),
        heat.operations()[column],
        heat.writes()[column],
        heat.writers()[column],
        heat.sizes()[column]);
  }

  /** By the logarithm: maps differ by orders of magnitude. */
  private static int colour(int operations, int most) {
    double share = most == 1 ? 1 : Math.log(operations) / Math.log(most);
    return COLOURS[(int) Math.min(COLOURS.length - 1, share * COLOURS.length)];
  }

  private void misuses(Canvas canvas, double cell) {
    report
        .misuses()
        .forEach(
            misuse -> {
              double x =
                  MARGIN + LABEL + cell * misuse.at() / Math.max(1, report.span().columnNanos());
              for (int row = 0; row < maps.size(); row++) {
                if (!maps.get(row).map().equals(misuse.map())) continue;
                double y = TOP + (double) row * ROW;
                canvas.line(x, y, x, y + ROW, MISUSE, misuse.kind() + " #" + misuse.number());
              }
            });
  }

  private void axis(Canvas canvas) {
    double y = TOP + Math.max(1, maps.size()) * (double) ROW + TEXT_OFFSET + 4;
    long whole = report.span().columnNanos() * report.span().columns();
    canvas.text(MARGIN + LABEL, y, "0", false);
    canvas.text(MARGIN + LABEL + PLOT - 60, y, Shown.nanos(whole), false);
    double key = y + 18;
    canvas.text(MARGIN, key, "few", false);
    for (int i = 0; i < COLOURS.length; i++) {
      canvas.cell(MARGIN + 30 + 14.0 * i, key - 10, 13, 12, COLOURS[i], "");
    }
    canvas.text(MARGIN + 150, key, "many operations", false);
    canvas.ring(MARGIN + LABEL + 40, key - 10, 13, 12, SEVERAL_WRITERS);
    canvas.text(MARGIN + LABEL + 60, key, "several writers", false);
    canvas.line(MARGIN + LABEL + 180, key - 10, MARGIN + LABEL + 180, key + 2, MISUSE, "");
    canvas.text(MARGIN + LABEL + 188, key, "misuse", false);
  }
}
