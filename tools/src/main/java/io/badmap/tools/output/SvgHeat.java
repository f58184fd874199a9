package io.badmap.tools.output;

import io.badmap.tools.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The heat map as SVG, with what each cell means as its title. */
public final class SvgHeat implements HeatPicture.Canvas {
  private final StringBuilder out = new StringBuilder();

  private SvgHeat() {}

  /** Writes the file. */
  public static void write(Report report, Path file) throws IOException {
    Files.writeString(file, text(report));
  }

  private static String text(Report report) {
    HeatPicture picture = new HeatPicture(report);
    SvgHeat svg = new SvgHeat();
    svg.out.append(
        Shown.of(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\""
                + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\""
                + " aria-label=\"operations on maps by time\">%n",
            picture.width(), picture.height()));
    svg.out.append("<rect class=\"ground\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    picture.draw(svg);
    return svg.out.append("</svg>\n").toString();
  }

  @Override
  public void cell(double x, double y, double width, double height, int colour, String tells) {
    out.append(
        Shown.of(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#%06x\">%s</rect>%n",
            x, y, width, height, colour, title(tells)));
  }

  @Override
  public void ring(double x, double y, double width, double height, int colour) {
    out.append(
        Shown.of(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\""
                + " stroke=\"#%06x\" pointer-events=\"none\"/>%n",
            x + 0.5, y + 0.5, Math.max(0.5, width - 1), height - 1, colour));
  }

  @Override
  public void line(double fromX, double fromY, double toX, double toY, int colour, String tells) {
    out.append(
        Shown.of(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#%06x\""
                + " stroke-width=\"2\">%s</line>%n",
            fromX, fromY, toX, toY, colour, title(tells)));
  }

  @Override
  public void text(double x, double y, String text, boolean bold) {
    out.append(
        Shown.of(
            "<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>%n",
            x, y, bold ? " font-weight=\"bold\"" : "", Html.escape(text)));
  }

  private static String title(String tells) {
    return tells.isEmpty() ? "" : "<title>" + Html.escape(tells) + "</title>";
  }
}
