package convspectrum.reports.chart;

import static convspectrum.reports.chart.SvgCanvas.CHARACTER;
import static convspectrum.reports.chart.SvgCanvas.LEGEND_ROW;
import static convspectrum.reports.chart.SvgCanvas.RIGHT;
import static convspectrum.reports.chart.SvgCanvas.WIDTH;
import static convspectrum.reports.chart.SvgCanvas.brief;
import static convspectrum.reports.chart.SvgCanvas.number;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Draws a figure as an {@code svg} element for a page. Colors come from the page's style sheet, of
 * which {@link #style} is the charts' part, so that light and dark need one drawing; there is no
 * {@code style} attribute, which a strict content-security policy would refuse. Each point tells
 * its figures when it is pointed at.
 */
public final class SvgChart {
  /** Series beyond this many take the colors and marks of the first again. */
  static final int COLORS = 6;

  private static final int HEIGHT = 420;
  private static final int LEFT = 68;
  private static final int LONGEST_LABEL = 20;

  private final Chart chart;
  private final Domain horizontal;
  private final Domain vertical;
  private final List<SvgLegend> legend;
  private final int top;
  private final int bottom;
  private final boolean turned;
  private final SvgCanvas svg = new SvgCanvas();

  private SvgChart(Chart chart) {
    this.chart = chart;
    this.horizontal = chart.horizontal();
    this.vertical = chart.vertical();
    this.legend = SvgLegend.of(chart, LEFT, WIDTH - RIGHT, CHARACTER);
    int rows = legend.isEmpty() ? 0 : legend.getLast().row() + 1;
    this.top = 14 + rows * LEGEND_ROW;
    int longest = labelled().stream().mapToInt(String::length).max().orElse(0);
    double room = (WIDTH - RIGHT - LEFT) / (double) Math.max(1, labelled().size());
    this.turned = !chart.x().categories().isEmpty() && longest * CHARACTER > 0.95 * room;
    this.bottom = HEIGHT - 56 - (turned ? (int) (longest * CHARACTER * 0.64) : 0);
  }

  /** The element, its texts escaped. The figure's name makes its ids unique in a page. */
  public static String render(Graphic figure) {
    return switch (figure) {
      case Chart chart -> new SvgChart(chart).draw();
      case Bars bars -> new SvgBars(bars).draw();
    };
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

  private List<String> labelled() {
    return chart.x().ticks(horizontal).stream()
        .map(tick -> brief(chart.x().label(tick), LONGEST_LABEL))
        .toList();
  }

  private String draw() {
    svg.open(chart, HEIGHT);
    axes();
    chart.guides().forEach(this::guide);
    for (int i = 0; i < chart.series().size(); i++) {
      series(chart.series().get(i), i % COLORS);
    }
    svg.legend(legend);
    return svg.close();
  }

  private void axes() {
    int right = WIDTH - RIGHT;
    List<Double> columns = chart.x().ticks(horizontal);
    List<Double> rows = chart.y().ticks(vertical);
    svg.add("<g class=\"grid\">\n");
    columns.forEach(tick -> svg.line(x(tick), top, x(tick), bottom));
    rows.forEach(tick -> svg.line(LEFT, y(tick), right, y(tick)));
    svg.add("</g>\n<g class=\"ticks\">\n");
    for (double tick : columns) {
      String label = brief(chart.x().label(tick), LONGEST_LABEL);
      if (turned) {
        svg.turned(x(tick) + 4, bottom + 16, -40, "end", label);
      } else {
        svg.text(x(tick), bottom + 20, "middle", label);
      }
    }
    rows.forEach(tick -> svg.text(LEFT - 8, y(tick) + 4.5, "end", chart.y().label(tick)));
    svg.add("</g>\n<g class=\"axis\">\n");
    svg.line(LEFT, bottom, right, bottom);
    svg.line(LEFT, top, LEFT, bottom);
    svg.add("</g>\n<g class=\"titles\">\n");
    svg.text((LEFT + right) / 2.0, HEIGHT - 10, "middle", chart.x().title());
    svg.turned(16, (top + bottom) / 2.0, -90, "middle", chart.y().title());
    svg.add("</g>\n");
  }

  private void guide(Guide guide) {
    switch (guide) {
      case Guide.Level level -> {
        svg.add("<g class=\"guide s%s\">\n", level.series() % COLORS);
        svg.line(LEFT, y(level.value()), WIDTH - RIGHT, y(level.value()));
      }
      case Guide.Equality equality -> {
        // Both axes span the same range, so the line joins two corners.
        svg.add("<g class=\"guide equality\">\n");
        svg.line(LEFT, bottom, WIDTH - RIGHT, top);
      }
      case Guide.Roof roof -> {
        svg.add("<g class=\"guide roof\">\n");
        roof(roof);
      }
    }
    svg.add("</g>\n");
  }

  private void roof(Guide.Roof roof) {
    double left = horizontal.scale().backward(horizontal.low());
    double floor = vertical.scale().backward(vertical.low());
    double nearest = Double.POSITIVE_INFINITY;
    double free = Double.NEGATIVE_INFINITY;
    List<Guide.Slope> steepFirst =
        roof.slopes().stream()
            .sorted(Comparator.comparingDouble(Guide.Slope::value).reversed())
            .toList();
    for (Guide.Slope slope : steepFirst) {
      nearest = Math.min(nearest, Math.max(left, roof.ridge(slope)));
      if (roof.ridge(slope) <= left) {
        continue;
      }
      double from = Math.max(left, floor / slope.value());
      double y = y(from * slope.value());
      svg.line(x(from), y, x(roof.ridge(slope)), y(roof.peak()));
      // Below the line, unless the label of the one above is there.
      free = Math.max(y + 16, free + 15);
      svg.text(x(from) + 10, Math.min(free, bottom - 6), "start", slope.label());
    }
    svg.line(
        x(Double.isInfinite(nearest) ? left : nearest),
        y(roof.peak()),
        WIDTH - RIGHT,
        y(roof.peak()));
    svg.text(WIDTH - RIGHT - 4, y(roof.peak()) - 6, "end", roof.peakLabel());
  }

  private void series(Series series, int color) {
    svg.add("<g class=\"s%s\">\n", color);
    if (series.joined() && series.points().size() > 1) {
      StringBuilder path = new StringBuilder();
      for (Point point : series.points()) {
        path.append(path.isEmpty() ? "M" : "L").append(at(point));
      }
      svg.add("<path class=\"line\" d=\"%s\"/>\n", path);
    }
    for (Point point : series.points()) {
      svg.add("<g><title>%s</title>", Markup.escape(tooltip(series, point)));
      if (point.hasInterval()) {
        bar(point);
      }
      svg.mark(at(point), color);
      svg.add("</g>\n");
    }
    svg.add("</g>\n");
  }

  private void bar(Point point) {
    double x = x(point.x());
    String low = number(y(point.low()));
    String high = number(y(point.high()));
    String left = number(x - 4);
    String right = number(x + 4);
    svg.add(
        "<path class=\"bar\" d=\"M%s %sV%sM%s %sH%sM%s %sH%s\"/>",
        number(x), low, high, left, low, right, left, high, right);
  }

  private static String tooltip(Series series, Point point) {
    String value = point.label() + ", " + series.name() + ": " + Domain.label(point.y());
    return point.hasInterval()
        ? value + " [" + Domain.label(point.low()) + ", " + Domain.label(point.high()) + "]"
        : value;
  }

  private double x(double value) {
    return LEFT + horizontal.fraction(value) * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    return bottom - vertical.fraction(value) * (bottom - top);
  }

  private String at(Point point) {
    return number(x(point.x())) + " " + number(y(point.y()));
  }
}
