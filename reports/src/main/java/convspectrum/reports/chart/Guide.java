package convspectrum.reports.chart;

import java.util.List;

/** Lines to compare with. */
public sealed interface Guide {
  /** What the legend says. */
  String label();

  /**
   * Where both axes have the same value; the axes then span the same range.
   *
   * @param label such as {@code measured = theoretical}
   */
  record Equality(String label) implements Guide {}

  /**
   * A horizontal line.
   *
   * @param label such as {@code regular, onnxruntime}
   * @param value on the vertical axis
   * @param series index of the series whose color it has
   */
  record Level(String label, double value, int series) implements Guide {}

  /**
   * The roofs of a machine, y = min(peak, slope · x), over axes that are both {@link Scale#LOG10}:
   * slanted lines, one for each level of memory, that end at a level one.
   *
   * @param label such as {@code roof of this machine}
   * @param peak on the vertical axis
   * @param peakLabel written at it
   * @param slopes in any order
   */
  record Roof(String label, double peak, String peakLabel, List<Slope> slopes) implements Guide {
    /** Refuses roofs that have no logarithm. */
    public Roof {
      slopes = List.copyOf(slopes);
      if (!Scale.LOG10.shows(peak)) {
        throw new IllegalArgumentException("roof: got peak " + peak + ", wanted above 0");
      }
      for (Slope slope : slopes) {
        if (!Scale.LOG10.shows(slope.value())) {
          throw new IllegalArgumentException(
              "roof %s: got %s, wanted above 0".formatted(slope.label(), slope.value()));
        }
      }
    }

    /** Where the slanted line ends. */
    double ridge(Slope slope) {
      return peak / slope.value();
    }
  }

  /**
   * A slanted line of a roof.
   *
   * @param label written at it: {@code DRAM 21.3 GB/s}
   * @param value its y at x = 1
   */
  record Slope(String label, double value) {}
}
