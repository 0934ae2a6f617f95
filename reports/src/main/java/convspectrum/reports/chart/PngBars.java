package convspectrum.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws bars as a PNG picture; XChart has no horizontal bars of several parts. */
final class PngBars {
  private static final int MARGIN = 24;
  private static final int LONGEST_LABEL = 34;
  private static final int SWATCH = 18;

  private final Bars bars;
  private final Domain domain;
  private final int width;
  private final int height;
  private final Graphics2D graphics;
  private double left;

  private PngBars(Bars bars, int width, int height, Graphics2D graphics) {
    this.bars = bars;
    this.domain = bars.domain();
    this.width = width;
    this.height = height;
    this.graphics = graphics;
  }

  static byte[] render(Bars bars, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    new PngBars(bars, width, height, graphics).draw();
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void draw() {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(PngChart.TEXT);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 26));
    centred(bars.title(), width / 2.0, MARGIN + 26);
    int count = Math.max(1, bars.bars().size());
    double top = MARGIN + 52;
    double bottom = legend() - 78;
    double pitch = (bottom - top) / count;
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.clamp(pitch * 0.7, 8, 18)));
    left =
        MARGIN
            + 12
            + bars.bars().stream()
                .mapToInt(bar -> graphics.getFontMetrics().stringWidth(label(bar)))
                .max()
                .orElse(0);
    grid(top, bottom);
    for (int i = 0; i < bars.bars().size(); i++) {
      bar(bars.bars().get(i), top + i * pitch, pitch);
    }
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    graphics.setColor(PngChart.TEXT);
    for (double tick : domain.ticks()) {
      centred(Domain.label(tick), x(tick), bottom + 24);
    }
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 21));
    centred(bars.axis(), (left + width - MARGIN) / 2, bottom + 56);
  }

  private void grid(double top, double bottom) {
    graphics.setColor(PngChart.GRID);
    graphics.setStroke(new BasicStroke(1.2f));
    for (double tick : domain.ticks()) {
      graphics.draw(new Line2D.Double(x(tick), top, x(tick), bottom));
    }
  }

  private void bar(Bars.Bar bar, double y, double pitch) {
    graphics.setColor(PngChart.TEXT);
    int ascent = graphics.getFontMetrics().getAscent();
    int width = graphics.getFontMetrics().stringWidth(label(bar));
    graphics.drawString(
        label(bar), (float) (left - 10 - width), (float) (y + pitch / 2 + 0.4 * ascent));
    double from = 0;
    for (int i = 0; i < bars.parts().size(); i++) {
      double value = bar.values().get(i);
      graphics.setColor(Palette.color(bars.colors().get(i)));
      graphics.fill(
          new Rectangle2D.Double(
              x(from), y + 0.15 * pitch, x(from + value) - x(from), 0.7 * pitch));
      from += value;
    }
  }

  /** Rows of entries at the bottom; where they begin. */
  private double legend() {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
    List<PngLegend> entries = PngLegend.of(bars.parts(), MARGIN, width - MARGIN, 11.5);
    int rows = entries.isEmpty() ? 0 : entries.getLast().row() + 1;
    double top = height - MARGIN - rows * 30.0;
    for (int i = 0; i < entries.size(); i++) {
      PngLegend entry = entries.get(i);
      double y = top + entry.row() * 30.0;
      graphics.setColor(Palette.color(bars.colors().get(i)));
      graphics.fill(new Rectangle2D.Double(entry.x(), y + 4, SWATCH, SWATCH));
      graphics.setColor(PngChart.TEXT);
      graphics.drawString(entry.label(), (float) (entry.x() + SWATCH + 7), (float) (y + 21));
    }
    return top;
  }

  private static String label(Bars.Bar bar) {
    return PngAxis.brief(bar.label(), LONGEST_LABEL);
  }

  private void centred(String text, double x, double y) {
    int length = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, (float) (x - length / 2.0), (float) y);
  }

  private double x(double value) {
    return left + domain.fraction(value) * (width - MARGIN - left);
  }
}
