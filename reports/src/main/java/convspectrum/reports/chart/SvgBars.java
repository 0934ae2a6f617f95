package convspectrum.reports.chart;

import static convspectrum.reports.chart.SvgCanvas.CHARACTER;
import static convspectrum.reports.chart.SvgCanvas.LEGEND_ROW;
import static convspectrum.reports.chart.SvgCanvas.RIGHT;
import static convspectrum.reports.chart.SvgCanvas.WIDTH;
import static convspectrum.reports.chart.SvgCanvas.brief;
import static convspectrum.reports.chart.SvgCanvas.number;

import java.util.List;

/** Draws bars, with their labels at the left. */
final class SvgBars {
  private static final int LONGEST_LABEL = 34;
  private static final int ROW = 24;

  /** Width of a character of a name, wide ones included: names end at the bars, none is cut. */
  private static final double LABEL_CHARACTER = 8.4;

  private static final int THICK = 16;

  private final Bars bars;
  private final Domain domain;
  private final List<SvgLegend> legend;
  private final double left;
  private final int top;
  private final int bottom;
  private final SvgCanvas svg = new SvgCanvas();

  SvgBars(Bars bars) {
    this.bars = bars;
    this.domain = bars.domain();
    int longest =
        bars.bars().stream()
            .mapToInt(bar -> brief(bar.label(), LONGEST_LABEL).length())
            .max()
            .orElse(0);
    this.left = 18 + longest * LABEL_CHARACTER;
    this.legend = SvgLegend.of(bars.parts(), 10, WIDTH - RIGHT, CHARACTER);
    int rows = legend.isEmpty() ? 0 : legend.getLast().row() + 1;
    this.top = 14 + rows * LEGEND_ROW;
    this.bottom = top + bars.bars().size() * ROW + 4;
  }

  String draw() {
    svg.open(bars, bottom + 56);
    svg.add("<g class=\"grid\">\n");
    domain.ticks().forEach(tick -> svg.line(x(tick), top, x(tick), bottom));
    svg.add("</g>\n<g class=\"ticks\">\n");
    domain.ticks().forEach(tick -> svg.text(x(tick), bottom + 20, "middle", Domain.label(tick)));
    svg.add("</g>\n");
    for (int i = 0; i < bars.bars().size(); i++) {
      bar(bars.bars().get(i), top + i * ROW + 4);
    }
    svg.add("<g class=\"axis\">\n");
    svg.line(left, top, left, bottom);
    svg.line(left, bottom, WIDTH - RIGHT, bottom);
    svg.add("</g>\n<g class=\"titles\">\n");
    svg.text((left + WIDTH - RIGHT) / 2, bottom + 46, "middle", bars.axis());
    svg.add("</g>\n");
    svg.legend(legend);
    return svg.close();
  }

  private void bar(Bars.Bar bar, int y) {
    svg.add("<g class=\"ticks\">");
    svg.text(left - 8, y + THICK / 2.0 + 4.5, "end", brief(bar.label(), LONGEST_LABEL));
    svg.add("</g>\n");
    double from = 0;
    for (int i = 0; i < bars.parts().size(); i++) {
      double value = bar.values().get(i);
      if (value == 0) {
        continue;
      }
      String label = "%s, %s: %s".formatted(bar.label(), bars.parts().get(i), Domain.label(value));
      svg.add(
          "<g class=\"s%s\"><title>%s</title><path class=\"part\" d=\"M%s %sH%sV%sH%sZ\"/></g>\n",
          i % SvgChart.COLORS,
          Markup.escape(label),
          number(x(from)),
          y,
          number(x(from + value)),
          y + THICK,
          number(x(from)));
      from += value;
    }
  }

  private double x(double value) {
    return left + domain.fraction(value) * (WIDTH - RIGHT - left);
  }
}
