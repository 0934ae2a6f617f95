package convspectrum.search.proxy.verify;

import convspectrum.gradients.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The checks of a description so far. */
final class Checks {
  private final List<Check> all = new ArrayList<>();

  List<Check> all() {
    return List.copyOf(all);
  }

  void add(Check check) {
    all.add(check);
  }

  /** Compares what a description says of many numbers: norm, sums and the first eight. */
  void summary(String name, JsonNode expected, double[] ours, Precision precision) {
    double squares = 0;
    double sum = 0;
    double sizes = 0;
    for (double value : ours) {
      squares += value * value;
      sum += value;
      sizes += Math.abs(value);
    }
    double[] wanted = {
      expected.path("l2").asDouble(),
      expected.path("sum").asDouble(),
      expected.path("abssum").asDouble()
    };
    compare(
        name + " (l2, sum, abssum)",
        precision,
        wanted,
        new double[] {Math.sqrt(squares), sum, sizes},
        Tolerance.ofGradients(precision));
    double[] first = ConformanceFile.numbers(expected.path("first8"));
    compare(
        name + " (first)",
        precision,
        first,
        Arrays.copyOf(ours, first.length),
        Tolerance.ofGradients(precision));
  }

  /** Compares many numbers by the largest difference, relative to the largest of them. */
  void compare(
      String name, Precision precision, double[] expected, double[] ours, Tolerance tolerance) {
    double largest = 0;
    double difference = expected.length == ours.length ? 0 : Double.POSITIVE_INFINITY;
    double size = 0;
    for (int i = 0; i < Math.min(expected.length, ours.length); i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      size = Math.max(size, Math.abs(ours[i]));
      // Written so that NaN gives an infinite difference.
      double apart = Math.abs(expected[i] - ours[i]);
      difference = apart <= difference ? difference : Double.isNaN(apart) ? 1 / 0.0 : apart;
    }
    all.add(
        new Check(
            name,
            precision,
            expected.length + " values up to " + largest,
            ours.length + " values up to " + size,
            tolerance.ofMany(difference, largest),
            tolerance.limit()));
  }
}
