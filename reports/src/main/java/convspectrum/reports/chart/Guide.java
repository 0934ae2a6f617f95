package convspectrum.reports.chart;

import java.util.List;
import java.util.stream.DoubleStream;

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
   * A box around a category of the horizontal axis, from one value to another.
   *
   * @param label such as {@code band}
   * @param x number of the category
   * @param low its lower end; infinite where it is open below
   * @param high its upper end; infinite where it is open above
   */
  record Band(String label, int x, double low, double high) implements Guide {
    /** Half its width. */
    private static final double HALF = 0.38;

    /** Refuses ends in the wrong order. */
    public Band {
      if (!(low < high)) {
        throw new IllegalArgumentException("band: got " + low + " to " + high + ", wanted a range");
      }
    }

    /** Its finite ends. */
    DoubleStream ends() {
      return DoubleStream.of(low, high).filter(Double::isFinite);
    }

    /** Its corners, x and y in turns, from its open end, if it has one, to the same. */
    double[] corners(Domain vertical) {
      double left = x - HALF;
      double right = x + HALF;
      double bottom = Math.max(low, vertical.scale().backward(vertical.low()));
      double top = Math.min(high, vertical.scale().backward(vertical.high()));
      return Double.isInfinite(high)
          ? new double[] {left, top, left, bottom, right, bottom, right, top}
          : Double.isInfinite(low)
              ? new double[] {left, bottom, left, top, right, top, right, bottom}
              : new double[] {left, low, left, high, right, high, right, low, left, low};
    }
  }

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
