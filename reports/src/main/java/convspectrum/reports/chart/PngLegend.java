package convspectrum.reports.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a legend, in rows.
 *
 * @param label what it says
 * @param x where it begins
 * @param row from 0
 */
record PngLegend(String label, double x, int row) {
  private static final double MARK = 27;
  private static final double GAP = 18;

  /** An entry for each label, in as many rows as they need. */
  static List<PngLegend> of(List<String> labels, double left, double right, double character) {
    List<PngLegend> placed = new ArrayList<>();
    double x = left;
    int row = 0;
    for (String label : labels) {
      double width = MARK + character * label.length();
      if (x + width > right && x > left) {
        x = left;
        row++;
      }
      placed.add(new PngLegend(label, x, row));
      x += width + GAP;
    }
    return placed;
  }
}
