package convspectrum.executor.reference;

import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;

/** Reference kernel that reduces values over some axes. */
final class ReferenceReduction {
  private ReferenceReduction() {}

  /** Computes y; reduced axes have size 1 there, so each input finds its output by broadcasting. */
  static void compute(Op.Reduce reduce, Tensor x, Tensor y) {
    int[] target = ReferenceBroadcast.source(y.shape(), x.shape());
    double[] sums = new double[y.data().length];
    double start =
        switch (reduce.function()) {
          case MEAN, SUM, L2 -> 0;
          case PRODUCT -> 1;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        };
    Arrays.fill(sums, start);
    for (int i = 0; i < target.length; i++) {
      double value = x.data()[i];
      double before = sums[target[i]];
      sums[target[i]] =
          switch (reduce.function()) {
            case MEAN, SUM -> before + value;
            case L2 -> before + value * value;
            case PRODUCT -> before * value;
            case MAX -> Math.max(before, value);
            case MIN -> Math.min(before, value);
          };
    }
    double count = x.data().length / (double) sums.length;
    for (int i = 0; i < sums.length; i++) {
      y.data()[i] =
          (float)
              switch (reduce.function()) {
                case MEAN -> sums[i] / count;
                case L2 -> Math.sqrt(sums[i]);
                case SUM, MAX, MIN, PRODUCT -> sums[i];
              };
    }
  }
}
