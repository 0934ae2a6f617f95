package convspectrum.executor.reference;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.List;

/** Reference kernels of sums and products of inputs, broadcast as in NumPy. */
final class ReferenceBroadcast {
  private ReferenceBroadcast() {}

  static void add(List<Tensor> inputs, Tensor y) {
    int[][] sources = sources(inputs, y.shape());
    for (int i = 0; i < y.data().length; i++) {
      double sum = 0;
      for (int k = 0; k < sources.length; k++) {
        sum += inputs.get(k).data()[sources[k][i]];
      }
      y.data()[i] = (float) sum;
    }
  }

  static void multiply(List<Tensor> inputs, Tensor y) {
    int[][] sources = sources(inputs, y.shape());
    for (int i = 0; i < y.data().length; i++) {
      double product = 1;
      for (int k = 0; k < sources.length; k++) {
        product *= inputs.get(k).data()[sources[k][i]];
      }
      y.data()[i] = (float) product;
    }
  }

  static void scale(Tensor x, double factor, Tensor y) {
    for (int i = 0; i < x.data().length; i++) {
      y.data()[i] = (float) (x.data()[i] * factor);
    }
  }

  private static int[][] sources(List<Tensor> inputs, Shape out) {
    int[][] sources = new int[inputs.size()][];
    for (int k = 0; k < sources.length; k++) {
      sources[k] = source(inputs.get(k).shape(), out);
    }
    return sources;
  }

  /** Returns the input index that each output element reads; an axis of size 1 stays at 0. */
  static int[] source(Shape in, Shape out) {
    int[] source = new int[(int) out.elements()];
    int outInner = 1;
    int inInner = 1;
    for (int axis = 1; axis <= in.rank(); axis++) {
      // Axes are matched starting from the last one.
      if (in.dim(-axis) > 1) {
        for (int i = 0; i < source.length; i++) {
          source[i] += i / outInner % out.dim(-axis) * inInner;
        }
      }
      outInner *= out.dim(-axis);
      inInner *= in.dim(-axis);
    }
    return source;
  }
}
