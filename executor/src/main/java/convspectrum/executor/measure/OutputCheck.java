package convspectrum.executor.measure;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of comparing a program's outputs with those of the reference. Outputs are checked
 * before anything is timed, since the time of a wrong result means nothing.
 *
 * @param difference the largest |actual − expected| over all outputs, relative to the largest
 *     |expected| of the same output; NaN where an output is not a number
 * @param tolerance largest difference that passes
 * @param failure the failure, if there is one: design, runtime, graph size and difference
 */
public record OutputCheck(double difference, double tolerance, Optional<String> failure) {
  /** Tolerance for one op: float32 rounding of sums in another order. */
  public static final double OP_TOLERANCE = 1e-5;

  /** Tolerance for whole networks, in which rounding errors accumulate over the layers. */
  public static final double NETWORK_TOLERANCE = 1e-4;

  /**
   * Compares outputs, one tensor per output of the graph.
   *
   * @param design label of the design
   * @param runtime name of the runtime under check
   * @param graph the graph that was run, perhaps with a smaller input
   * @param actual outputs of the runtime
   * @param expected outputs of the reference
   */
  public static OutputCheck compare(
      String design,
      String runtime,
      Graph graph,
      List<Tensor> actual,
      List<Tensor> expected,
      double tolerance) {
    double largest = 0;
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      Difference difference = Difference.of(actual.get(i), expected.get(i));
      largest = Math.max(largest, difference.relative()); // NaN is kept
      if (!(difference.relative() <= tolerance)) {
        faults.add("output " + graph.outputs().get(i).name() + " " + difference.words());
      }
    }
    if (faults.isEmpty()) {
      return new OutputCheck(largest, tolerance, Optional.empty());
    }
    String inputs =
        String.join(", ", graph.inputs().stream().map(node -> node.shape().toString()).toList());
    String failure =
        String.format(
            Locale.ROOT,
            "%s: %s does not compute what reference does (%d nodes, input %s): %s; allowed %.1e of"
                + " the largest. Not timed.",
            design,
            runtime,
            graph.nodes().size(),
            inputs,
            String.join("; ", faults),
            tolerance);
    return new OutputCheck(largest, tolerance, Optional.of(failure));
  }

  /** The worst element of one output. */
  private record Difference(double relative, long at, float actual, float expected) {
    static Difference of(Tensor actual, Tensor expected) {
      if (!actual.shape().equals(expected.shape())) {
        throw new IllegalArgumentException(
            "output of shape %s; expected %s".formatted(actual.shape(), expected.shape()));
      }
      float[] a = actual.data();
      float[] b = expected.data();
      double largest = -1;
      int at = 0;
      for (int i = 0; i < a.length; i++) {
        double difference = Math.abs((double) a[i] - b[i]);
        if (!(difference <= largest)) {
          largest = difference;
          at = i;
          if (Double.isNaN(difference)) {
            break;
          }
        }
      }
      double scale = expected.maxAbs();
      double relative = scale > 0 ? largest / scale : largest; // if all are zero: absolute
      if (!Double.isFinite(relative)) {
        relative = Double.NaN;
      }
      return new Difference(relative, at, a[at], b[at]);
    }

    String words() {
      return Double.isNaN(relative)
          ? String.format(
              Locale.ROOT,
              "is not finite at element %d: found %s, expected %s",
              at,
              actual,
              expected)
          : String.format(
              Locale.ROOT,
              "differs by %.2e of the largest at element %d: found %s, expected %s",
              relative,
              at,
              actual,
              expected);
    }
  }
}
