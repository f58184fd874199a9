package io.badmap.tools.output;

import io.badmap.tools.model.Report;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The heat map as PNG, at twice the size for dense screens. Needs the JDK's {@code java.desktop},
 * without a display; where the machine has no font the labels are left out.
 */
public final class PngHeat implements HeatPicture.Canvas {
  private static final int SCALE = 2;
  private static final int FONT = 12;

  private final Graphics2D graphics;
  private boolean hasFonts = true;

  private PngHeat(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * Writes the file.
   *
   * @return false where the labels had to be left out
   */
  public static boolean write(Report report, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    HeatPicture picture = new HeatPicture(report);
    BufferedImage image =
        new BufferedImage(
            SCALE * picture.width(), SCALE * picture.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    PngHeat png = new PngHeat(graphics);
    picture.draw(png);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
    return png.hasFonts;
  }

  @Override
  public void cell(double x, double y, double width, double height, int colour, String tells) {
    graphics.setColor(new Color(colour));
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void ring(double x, double y, double width, double height, int colour) {
    graphics.setColor(new Color(colour));
    graphics.draw(new Rectangle2D.Double(x, y, width - 1, height - 1));
  }

  @Override
  public void line(double fromX, double fromY, double toX, double toY, int colour, String tells) {
    graphics.setColor(new Color(colour));
    graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
  }

  @Override
  public void text(double x, double y, String text, boolean bold) {
    if (!hasFonts) return;
    graphics.setColor(Color.BLACK);
    try {
      graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, FONT));
      graphics.drawString(text, (float) x, (float) y);
    } catch (RuntimeException | LinkageError | InternalError e) {
      // A small image of the JDK on a machine without fontconfig or FreeType.
      hasFonts = false;
    }
  }
}
