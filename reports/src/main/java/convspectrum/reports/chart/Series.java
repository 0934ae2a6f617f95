package convspectrum.reports.chart;

import java.util.List;

/**
 * Points that belong together, such as those of one runtime; it keeps its color in every chart
 * where it stands at the same place.
 *
 * @param name for the legend
 * @param points in the order in which a line joins them
 * @param joined whether a line does
 */
public record Series(String name, List<Point> points, boolean joined) {
  /** Copies. */
  public Series {
    points = List.copyOf(points);
  }
}
