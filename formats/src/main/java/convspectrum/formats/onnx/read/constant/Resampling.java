package convspectrum.formats.onnx.read.constant;

import java.util.List;

/** Weighted sums along one axis of constants: a position table brought to another grid. */
public final class Resampling {
  private Resampling() {}

  /**
   * Output place i is the sum of the input places {@code places[tap][i]} times {@code
   * weights[tap][i]}.
   */
  public static ConstantTensor along(
      ConstantTensor x, int axis, int[][] places, float[][] weights) {
    int[] dims = x.dims().clone();
    dims[axis] = places[0].length;
    return ConstantTensor.derived(Kind.FLOAT, dims, List.of(x))
        .by(() -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(Kind.FLOAT, dims);
          int inner = Dims.strides(dims)[axis];
          for (int i = 0; i < result.size(); i++) {
            int place = i / inner % dims[axis];
            int start = i / inner / dims[axis] * x.dims()[axis] * inner + i % inner;
            double sum = 0;
            for (int tap = 0; tap < places.length; tap++) {
              sum += values.number(start + places[tap][place] * inner) * weights[tap][place];
            }
            result.set(i, sum);
          }
          return result;
        });
  }
}
