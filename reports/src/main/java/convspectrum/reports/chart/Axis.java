package convspectrum.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The horizontal or the vertical axis of a chart.
 *
 * @param title with unit: {@code median time (ms)}
 * @param scale how values are spread
 * @param categories what stands at 0, 1, 2, … of a linear scale, in place of numbers; empty for
 *     numbers
 */
public record Axis(String title, Scale scale, List<String> categories) {
  private static final int MOST_CATEGORIES = 28;

  /** Refuses categories that are spread by ratios. */
  public Axis {
    categories = List.copyOf(categories);
    if (!categories.isEmpty() && scale != Scale.LINEAR) {
      throw new IllegalArgumentException(
          "axis " + title + ": got categories on " + scale + ", wanted them on LINEAR");
    }
  }

  /** An axis of numbers. */
  public Axis(String title, Scale scale) {
    this(title, scale, List.of());
  }

  /** Of names, at equal distances: the first stands at 0. */
  public static Axis of(String title, List<String> categories) {
    return new Axis(title, Scale.LINEAR, categories);
  }

  /** Whether a value is on the axis; of categories it may be a little beside one. */
  boolean shows(double value) {
    return categories.isEmpty()
        ? scale.shows(value)
        : Math.rint(value) >= 0 && Math.rint(value) < categories.size();
  }

  /** The part of the axis that holds these values; all categories whatever they are. */
  Domain around(DoubleStream values) {
    return categories.isEmpty()
        ? Domain.around(scale, values)
        : new Domain(Scale.LINEAR, -0.5, categories.size() - 0.5);
  }

  /** Where labels stand. */
  List<Double> ticks(Domain domain) {
    if (categories.isEmpty()) {
      return domain.ticks();
    }
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i < categories.size(); i += Math.ceilDiv(categories.size(), MOST_CATEGORIES)) {
      ticks.add((double) i);
    }
    return ticks;
  }

  /** What is written at a tick. */
  String label(double tick) {
    return categories.isEmpty() ? Domain.label(tick) : categories.get((int) Math.rint(tick));
  }
}
