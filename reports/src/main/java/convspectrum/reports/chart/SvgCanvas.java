package convspectrum.reports.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** An {@code svg} element as it is written: lines, texts and legends, all texts escaped. */
final class SvgCanvas {
  static final int WIDTH = 640;
  static final int RIGHT = 16;
  static final int LEGEND_ROW = 22;

  /** Width of a character of a label, on the average. */
  static final double CHARACTER = 7.4;

  private final StringBuilder svg = new StringBuilder();

  /** Begins the element, with a name and words for those who do not see it. */
  void open(Graphic figure, int height) {
    String id = "chart-" + figure.name();
    add("<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"", WIDTH, height);
    add(" aria-labelledby=\"%s-title %s-desc\">\n", id, id);
    add("<title id=\"%s-title\">%s</title>\n", id, Markup.escape(figure.title()));
    add("<desc id=\"%s-desc\">%s</desc>\n", id, Markup.escape(figure.description()));
  }

  /** Ends the element. */
  String close() {
    return svg.append("</svg>\n").toString();
  }

  /** Adds markup; what is put in for {@code %s} must be escaped already. */
  void add(String format, Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value.toString());
    }
    svg.append(format.formatted(texts.toArray()));
  }

  void line(double x1, double y1, double x2, double y2) {
    add("<path d=\"M%s %sL%s %s\"/>\n", number(x1), number(y1), number(x2), number(y2));
  }

  void text(double x, double y, String anchor, String text) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n",
        number(x), number(y), anchor, Markup.escape(text));
  }

  /** Turns a text clockwise around its anchor, in degrees. */
  void turned(double x, double y, int degrees, String anchor, String text) {
    add(
        "<text transform=\"translate(%s %s) rotate(%s)\" text-anchor=\"%s\">%s</text>\n",
        number(x), number(y), degrees, anchor, Markup.escape(text));
  }

  void legend(List<SvgLegend> legend) {
    add("<g class=\"legend\">\n");
    for (SvgLegend entry : legend) {
      double y = 16 + entry.row() * (double) LEGEND_ROW;
      double x = entry.x();
      add("<g class=\"%s\">", entry.style());
      if (entry.isSeries()) {
        mark(number(x + 10) + " " + number(y), entry.color());
      } else {
        line(x, y, x + 20, y);
      }
      add("</g>");
      text(x + 27, y + 4.5, "start", entry.label());
    }
    add("</g>\n");
  }

  /** Marks differ in shape too, for print and for those who do not tell colors apart. */
  void mark(String at, int color) {
    String shape =
        switch (color % 4) {
          case 0 -> "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z";
          case 1 -> "M-3.5 -3.5H3.5V3.5H-3.5Z";
          case 2 -> "M0 -4.6L4.4 3.4H-4.4Z";
          default -> "M0 -4.9L4.9 0L0 4.9L-4.9 0Z";
        };
    add("<path class=\"mark\" transform=\"translate(%s)\" d=\"%s\"/>", at, shape);
  }

  /**
   * Number of characters after which a label ends in an ellipsis; tooltips and tables have it in
   * full.
   */
  static String brief(String label, int most) {
    return label.codePointCount(0, label.length()) <= most
        ? label
        : label.substring(0, label.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** A tenth of a pixel is enough, and keeps pages small and alike on all machines. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
