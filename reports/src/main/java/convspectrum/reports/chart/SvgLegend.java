package convspectrum.reports.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a legend, in rows above the plot.
 *
 * @param label what it says
 * @param style class of its group
 * @param color index of the series, or -1 for a guide of its own color
 * @param isSeries whether a mark stands before it, else a line
 * @param x where it begins
 * @param row from 0
 */
record SvgLegend(String label, String style, int color, boolean isSeries, double x, int row) {
  private static final double MARK = 27;
  private static final double GAP = 18;

  static List<SvgLegend> of(Chart chart, double left, double right, double character) {
    List<SvgLegend> unplaced = new ArrayList<>();
    for (int i = 0; i < chart.series().size(); i++) {
      int color = i % SvgChart.COLORS;
      unplaced.add(new SvgLegend(chart.series().get(i).name(), "s" + color, color, true, 0, 0));
    }
    for (Guide guide : chart.guides()) {
      unplaced.add(
          switch (guide) {
            case Guide.Level(String label, double value, int at) ->
                new SvgLegend(
                    label, "guide s" + at % SvgChart.COLORS, at % SvgChart.COLORS, false, 0, 0);
            case Guide.Equality(String label) ->
                new SvgLegend(label, "guide equality", -1, false, 0, 0);
            case Guide.Roof roof -> new SvgLegend(roof.label(), "guide roof", -1, false, 0, 0);
          });
    }
    return placed(unplaced, left, right, character);
  }

  /** Of parts by name alone. */
  static List<SvgLegend> of(List<String> parts, double left, double right, double character) {
    List<SvgLegend> unplaced = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int color = i % SvgChart.COLORS;
      unplaced.add(new SvgLegend(parts.get(i), "s" + color, color, true, 0, 0));
    }
    return placed(unplaced, left, right, character);
  }

  private static List<SvgLegend> placed(
      List<SvgLegend> unplaced, double left, double right, double character) {
    List<SvgLegend> placed = new ArrayList<>();
    double x = left;
    int row = 0;
    for (SvgLegend entry : unplaced) {
      double width = MARK + character * entry.label().length();
      if (x + width > right && x > left) {
        x = left;
        row++;
      }
      placed.add(
          new SvgLegend(entry.label(), entry.style(), entry.color(), entry.isSeries(), x, row));
      x += width + GAP;
    }
    return placed;
  }
}
