package convspectrum.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The part of a scale that an axis shows.
 *
 * @param scale how values are spread
 * @param low the least position, in {@link Scale#forward} terms
 * @param high the greatest
 */
record Domain(Scale scale, double low, double high) {
  /** Room between the outermost values and the ends of the axis, as a share of the axis. */
  private static final double MARGIN = 0.05;

  private static final int MOST_TICKS = 11;

  private static final String PREFIXES = "kMGTP";

  /** Holds all values, with some room at both ends. */
  static Domain around(Scale scale, DoubleStream values) {
    double[] positions = values.map(scale::forward).sorted().toArray();
    double low = positions.length == 0 ? 0 : positions[0];
    double high = positions.length == 0 ? 1 : positions[positions.length - 1];
    if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
      // One value, or equal ones: a range of its own size around it.
      double half = scale == Scale.LINEAR ? Math.max(Math.abs(high) / 2, 0.5) : 0.5;
      return new Domain(scale, low - half, high + half);
    }
    double margin = MARGIN * (high - low);
    return new Domain(scale, low - margin, high + margin);
  }

  /** 0 at the low end, 1 at the high end. */
  double fraction(double value) {
    return (scale.forward(value) - low) / (high - low);
  }

  /** Round values inside, ascending. */
  List<Double> ticks() {
    List<Double> ticks =
        switch (scale) {
          case LINEAR -> linear(low, high);
          case LOG2 -> powersOfTwo();
          case LOG10 -> decades();
        };
    // Less than about a decade may hold no power: then round values as on a linear axis.
    return ticks.size() >= 3 ? ticks : linear(scale.backward(low), scale.backward(high));
  }

  private List<Double> powersOfTwo() {
    int first = (int) Math.ceil(low);
    int last = (int) Math.floor(high);
    int step = Math.max(1, (last - first + MOST_TICKS) / MOST_TICKS);
    List<Double> ticks = new ArrayList<>();
    for (int power = Math.ceilDiv(first, step) * step; power <= last; power += step) {
      ticks.add(Math.pow(2, power));
    }
    return ticks;
  }

  private List<Double> decades() {
    int[] steps = high - low > 3 ? new int[] {1} : new int[] {1, 2, 5};
    int stride = Math.max(1, (int) Math.ceil((high - low) / MOST_TICKS));
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int step : steps) {
        double tick = new BigDecimal(step).scaleByPowerOfTen(power).doubleValue();
        boolean inside = scale.forward(tick) >= low && scale.forward(tick) <= high;
        if (inside && Math.floorMod(power, stride) == 0) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static List<Double> linear(double from, double to) {
    double rough = (to - from) / 6;
    int power = (int) Math.floor(Math.log10(rough));
    double mantissa = rough / Math.pow(10, power);
    int round = mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10;
    BigDecimal step = new BigDecimal(round).scaleByPowerOfTen(power);
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(from / step.doubleValue());
    long last = (long) Math.floor(to / step.doubleValue());
    for (long i = first; i <= last; i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
    }
    return ticks;
  }

  /**
   * A tick's label, to at most four digits: with a decimal prefix as in tables from a million, and
   * from ten thousand where that is shorter.
   */
  static String label(double tick) {
    double size = Math.abs(tick);
    BigDecimal value = new BigDecimal(tick, new MathContext(4)).stripTrailingZeros();
    if (size >= 1e6 && size < 1e18 || size >= 1e4 && size < 1e6 && value.precision() <= 2) {
      int prefix = (value.precision() - value.scale() - 1) / 3;
      BigDecimal shown = value.movePointLeft(3 * prefix).stripTrailingZeros();
      return shown.toPlainString() + " " + PREFIXES.charAt(prefix - 1);
    }
    if (size >= 1e4 && size < 1e6 && tick == Math.rint(tick)) {
      return Long.toString((long) tick);
    }
    if (size != 0 && (size >= 1e18 || size < 1e-3)) {
      int exponent = value.precision() - value.scale() - 1;
      return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
    return value.toPlainString();
  }
}
