package convspectrum.reports.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Horizontal bars, each the sum of its parts.
 *
 * @param name stable, for anchors and file names: {@code layers}
 * @param title one line
 * @param description for those who do not see it: what is drawn, and what it shows
 * @param axis title of the axis, with unit: {@code time (ms)}
 * @param parts names, in the order of their colors
 * @param bars from top to bottom
 */
public record Bars(
    String name, String title, String description, String axis, List<String> parts, List<Bar> bars)
    implements Graphic {

  /**
   * One bar.
   *
   * @param label what it is of
   * @param values length of each part, 0 or more, in the order of the parts
   */
  public record Bar(String label, List<Double> values) {
    /** Copies. */
    public Bar {
      values = List.copyOf(values);
    }

    /** Its length. */
    public double total() {
      return values.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** Refuses what could not be drawn. */
  public Bars {
    parts = List.copyOf(parts);
    bars = List.copyOf(bars);
    Graphic.requireName(name);
    for (Bar bar : bars) {
      if (bar.values().size() != parts.size()) {
        throw new IllegalArgumentException(
            "bar %s: got %s values, wanted one for each of %s"
                .formatted(bar.label(), Integer.toString(bar.values().size()), parts));
      }
      for (double value : bar.values()) {
        if (!(value >= 0) || Double.isInfinite(value)) {
          throw new IllegalArgumentException(
              "bar " + bar.label() + ": got a part of " + value + ", wanted 0 or more");
        }
      }
    }
  }

  /** Of the parts, by their numbers in the {@link Palette}. */
  List<Integer> colors() {
    return IntStream.range(0, parts.size()).map(i -> Palette.PARTS + i).boxed().toList();
  }

  /** From 0 to a little beyond the longest bar. */
  Domain domain() {
    double longest = bars.stream().mapToDouble(Bar::total).max().orElse(0);
    return new Domain(Scale.LINEAR, 0, longest > 0 ? 1.04 * longest : 1);
  }
}
