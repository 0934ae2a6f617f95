package convspectrum.search.proxy.verify;

import convspectrum.gradients.Precision;
import java.util.Map;
import java.util.Set;

/**
 * How far a figure may differ, and in which measure.
 *
 * @param limit the largest difference that passes; infinite for a figure that is only shown
 * @param measure what the difference is divided by
 */
record Tolerance(double limit, Measure measure) {
  /** Rounding flips a few signs of values close to 0, so these rarely agree in float32. */
  private static final Set<String> SHOWN_ALONE =
      Set.of("naswot", "naswot_act", "swap", "gradsign", "az_progressivity", "plain");

  /** Bound for gradients that are 0 except for rounding. */
  private static final double NOTHING = 1e-12;

  /** What a difference is divided by. */
  enum Measure {
    /** The expected value. */
    RELATIVE,
    /** 1. */
    ABSOLUTE,
    /** The value of snip, because the terms of plain cancel. */
    OF_SNIP,
    /** The larger of the expected value and 1, for sums whose terms cancel. */
    AT_LEAST_ONE
  }

  static Tolerance of(String name, Precision precision) {
    String proxy = name.replaceFirst("_(train|eval|single)$", "");
    return switch (precision) {
      case FLOAT64 -> exact(proxy);
      case FLOAT32 -> rounded(proxy);
    };
  }

  private static Tolerance exact(String proxy) {
    return switch (proxy) {
      case "swap", "gradsign", "params", "macs" -> new Tolerance(0, Measure.ABSOLUTE);
      case "zico" -> new Tolerance(1e-7, Measure.RELATIVE);
      case "az_progressivity" -> new Tolerance(1e-9, Measure.ABSOLUTE);
      case "plain" -> new Tolerance(1e-9, Measure.OF_SNIP);
      default -> new Tolerance(1e-9, Measure.RELATIVE);
    };
  }

  private static Tolerance rounded(String proxy) {
    if (SHOWN_ALONE.contains(proxy)) {
      return new Tolerance(Double.POSITIVE_INFINITY, Measure.RELATIVE);
    }
    return switch (proxy) {
      case "params", "macs" -> new Tolerance(0, Measure.ABSOLUTE);
      case "zico" -> new Tolerance(3e-3, Measure.RELATIVE);
      case "az_trainability", "zen_bn", "zen" -> new Tolerance(1e-5, Measure.AT_LEAST_ONE);
      default -> new Tolerance(1e-5, Measure.RELATIVE);
    };
  }

  static Tolerance ofKernels(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> new Tolerance(0, Measure.ABSOLUTE);
      case FLOAT32 -> new Tolerance(Double.POSITIVE_INFINITY, Measure.ABSOLUTE);
    };
  }

  /** In float32 a ReLU close to 0 may switch, which changes the gradient of its channel. */
  static Tolerance ofGradients(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> new Tolerance(1e-9, Measure.RELATIVE);
      case FLOAT32 -> new Tolerance(Double.POSITIVE_INFINITY, Measure.RELATIVE);
    };
  }

  /** The difference of one number. */
  double difference(double expected, double ours, Map<String, Double> all) {
    if (expected == ours) {
      return 0;
    }
    double apart = Math.abs(expected - ours);
    return switch (measure) {
      case RELATIVE -> apart / Math.abs(expected);
      case ABSOLUTE -> apart;
      case OF_SNIP -> apart / Math.abs(all.getOrDefault("snip", expected));
      case AT_LEAST_ONE -> apart / Math.max(Math.abs(expected), 1);
    };
  }

  /** The difference of many numbers, relative to the largest of them. */
  double ofMany(double apart, double largest) {
    if (apart <= NOTHING) {
      return 0;
    }
    return measure == Measure.ABSOLUTE ? apart : apart / largest;
  }
}
