package convspectrum.reports.chart;

import java.util.List;

/**
 * Points that belong together, such as those of one runtime.
 *
 * @param name for the legend
 * @param points in the order in which a line joins them
 * @param joined whether a line does
 * @param color by its number in the {@link Palette}: what is the same thing has the same color in
 *     every chart
 * @param mark number of the shape of its points, which tells series of one color apart
 */
public record Series(String name, List<Point> points, boolean joined, int color, int mark) {
  /** Copies. */
  public Series {
    points = List.copyOf(points);
  }

  /** Of designs as such. */
  public Series(String name, List<Point> points, boolean joined) {
    this(name, points, joined, Palette.DESIGNS, 0);
  }
}
