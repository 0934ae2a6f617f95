package convspectrum.reports.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Draws a chart as an {@code svg} element for a page. Colors come from the page's style sheet, of
 * which {@link #style} is the charts' part, so that light and dark need one drawing; there is no
 * {@code style} attribute, which a strict content-security policy would refuse. Each point tells
 * its figures when it is pointed at.
 */
public final class SvgChart {
  /** Series beyond this many take the colors and marks of the first again. */
  static final int COLORS = 6;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 68;
  private static final int RIGHT = 16;
  private static final int BOTTOM = 56;
  private static final int LEGEND_ROW = 22;
  private static final double CHARACTER = 7.4;

  private final Chart chart;
  private final Domain horizontal;
  private final Domain vertical;
  private final List<SvgLegend> legend;
  private final int top;
  private final StringBuilder svg = new StringBuilder();

  private SvgChart(Chart chart) {
    this.chart = chart;
    this.horizontal = chart.horizontal();
    this.vertical = chart.vertical();
    this.legend = SvgLegend.of(chart, LEFT, WIDTH - RIGHT, CHARACTER);
    int rows = legend.isEmpty() ? 0 : legend.getLast().row() + 1;
    this.top = 14 + rows * LEGEND_ROW;
  }

  /** The element, its texts escaped. The chart's name makes its ids unique in a page. */
  public static String render(Chart chart) {
    return new SvgChart(chart).draw();
  }

  /** The style sheet's part for charts; it uses the custom properties of the page. */
  public static String style() {
    try (InputStream css =
        Objects.requireNonNull(SvgChart.class.getResourceAsStream("chart.css"), "chart.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String draw() {
    String id = "chart-" + chart.name();
    add("<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"", WIDTH, HEIGHT);
    add(" aria-labelledby=\"%s-title %s-desc\">\n", id, id);
    add("<title id=\"%s-title\">%s</title>\n", id, escape(chart.title()));
    add("<desc id=\"%s-desc\">%s</desc>\n", id, escape(chart.description()));
    axes();
    chart.guides().forEach(this::guide);
    for (int i = 0; i < chart.series().size(); i++) {
      series(chart.series().get(i), i % COLORS);
    }
    legend();
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    int bottom = HEIGHT - BOTTOM;
    int right = WIDTH - RIGHT;
    add("<g class=\"grid\">\n");
    for (double tick : horizontal.ticks()) {
      line(x(tick), top, x(tick), bottom);
    }
    for (double tick : vertical.ticks()) {
      line(LEFT, y(tick), right, y(tick));
    }
    add("</g>\n<g class=\"ticks\">\n");
    for (double tick : horizontal.ticks()) {
      text(x(tick), bottom + 20, "middle", Domain.label(tick));
    }
    for (double tick : vertical.ticks()) {
      text(LEFT - 8, y(tick) + 4.5, "end", Domain.label(tick));
    }
    add("</g>\n<g class=\"axis\">\n");
    line(LEFT, bottom, right, bottom);
    line(LEFT, top, LEFT, bottom);
    add("</g>\n<g class=\"titles\">\n");
    text((LEFT + right) / 2.0, HEIGHT - 10, "middle", chart.x().title());
    double middle = (top + bottom) / 2.0;
    add(
        "<text transform=\"translate(16 %s) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
        number(middle), escape(chart.y().title()));
    add("</g>\n");
  }

  private void guide(Guide guide) {
    switch (guide) {
      case Guide.Level level -> {
        add("<g class=\"guide s%d\">\n", level.series() % COLORS);
        line(LEFT, y(level.value()), WIDTH - RIGHT, y(level.value()));
      }
      case Guide.Equality equality -> {
        // Both axes span the same range, so the line joins two corners.
        add("<g class=\"guide equality\">\n");
        line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, top);
      }
    }
    add("</g>\n");
  }

  private void series(Series series, int color) {
    add("<g class=\"s%d\">\n", color);
    if (series.joined() && series.points().size() > 1) {
      StringBuilder path = new StringBuilder();
      for (Point point : series.points()) {
        path.append(path.isEmpty() ? "M" : "L").append(at(point));
      }
      add("<path class=\"line\" d=\"%s\"/>\n", path);
    }
    for (Point point : series.points()) {
      add("<g>");
      add("<title>%s</title>", escape(tooltip(series, point)));
      if (point.hasInterval()) {
        bar(point);
      }
      add("<path class=\"mark\" transform=\"translate(%s)\" d=\"%s\"/>", at(point), mark(color));
      add("</g>\n");
    }
    add("</g>\n");
  }

  private void bar(Point point) {
    double x = x(point.x());
    String low = number(y(point.low()));
    String high = number(y(point.high()));
    String left = number(x - 4);
    String right = number(x + 4);
    add(
        "<path class=\"bar\" d=\"M%s %sV%sM%s %sH%sM%s %sH%s\"/>",
        number(x), low, high, left, low, right, left, high, right);
  }

  private String tooltip(Series series, Point point) {
    String value = point.label() + ", " + series.name() + ": " + Domain.label(point.y());
    return point.hasInterval()
        ? value + " [" + Domain.label(point.low()) + ", " + Domain.label(point.high()) + "]"
        : value;
  }

  private void legend() {
    add("<g class=\"legend\">\n");
    for (SvgLegend entry : legend) {
      double y = 16 + entry.row() * (double) LEGEND_ROW;
      double x = entry.x();
      add("<g class=\"%s\">", entry.style());
      if (entry.isSeries()) {
        add(
            "<path class=\"mark\" transform=\"translate(%s %s)\" d=\"%s\"/>",
            number(x + 10), number(y), mark(entry.color()));
      } else {
        line(x, y, x + 20, y);
      }
      add("</g>");
      text(x + 27, y + 4.5, "start", entry.label());
    }
    add("</g>\n");
  }

  /** Marks differ in shape too, for print and for those who do not tell colors apart. */
  private static String mark(int color) {
    return switch (color % 4) {
      case 0 -> "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z";
      case 1 -> "M-3.5 -3.5H3.5V3.5H-3.5Z";
      case 2 -> "M0 -4.6L4.4 3.4H-4.4Z";
      default -> "M0 -4.9L4.9 0L0 4.9L-4.9 0Z";
    };
  }

  private double x(double value) {
    return LEFT + horizontal.fraction(value) * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    int bottom = HEIGHT - BOTTOM;
    return bottom - vertical.fraction(value) * (bottom - top);
  }

  private String at(Point point) {
    return number(x(point.x())) + " " + number(y(point.y()));
  }

  private void line(double x1, double y1, double x2, double y2) {
    add("<path d=\"M%s %sL%s %s\"/>\n", number(x1), number(y1), number(x2), number(y2));
  }

  private void text(double x, double y, String anchor, String text) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n",
        number(x), number(y), anchor, escape(text));
  }

  private void add(String format, Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value.toString());
    }
    svg.append(format.replace("%d", "%s").formatted(texts.toArray()));
  }

  /** A tenth of a pixel is enough, and keeps pages small and alike on all machines. */
  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String escape(String text) {
    return Markup.escape(text);
  }
}
