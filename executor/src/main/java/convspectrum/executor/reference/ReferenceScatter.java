package convspectrum.executor.reference;

import convspectrum.executor.runtime.PlaceException;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;

/** Reference kernel that writes updates at the places which indices name. */
final class ReferenceScatter {
  private ReferenceScatter() {}

  /** Writes every element of {@code y}, which has the shape of {@code x}. */
  static void compute(Scatter op, String node, Tensor x, Tensor indices, Tensor updates, Tensor y) {
    double[] values = new double[y.data().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = x.data()[i];
    }
    for (int i = 0; i < updates.data().length; i++) {
      int at =
          switch (op.places()) {
            case Scatter.AlongAxis(int axis) ->
                element(node, x.shape(), indices, updates.shape(), axis, i);
            case Scatter.OfLastAxis _ -> part(node, x.shape(), indices, i);
          };
      double update = updates.data()[i];
      values[at] =
          switch (op.combination()) {
            case REPLACE -> update;
            case ADD -> values[at] + update;
            case MULTIPLY -> values[at] * update;
            case MAXIMUM -> Math.max(values[at], update);
            case MINIMUM -> Math.min(values[at], update);
          };
    }
    for (int i = 0; i < values.length; i++) {
      y.data()[i] = (float) values[i];
    }
  }

  /** Where update i goes: its own place, but along one axis that of its index. */
  private static int element(String node, Shape x, Tensor indices, Shape updates, int axis, int i) {
    int at = 0;
    int stride = 1;
    int rest = i;
    for (int k = x.rank() - 1; k >= 0; k--) {
      int place =
          k == axis
              ? PlaceException.requireInside(node, indices.data()[i], x.dim(k))
              : rest % updates.dim(k);
      at += place * stride;
      stride *= x.dim(k);
      rest /= updates.dim(k);
    }
    return at;
  }

  /** Where update i goes: into the part of x that the last axis of the indices points at. */
  private static int part(String node, Shape x, Tensor indices, int i) {
    int depth = indices.shape().dim(-1);
    int inner = 1;
    for (int k = depth; k < x.rank(); k++) {
      inner *= x.dim(k);
    }
    int at = 0;
    for (int k = 0; k < depth; k++) {
      float index = indices.data()[i / inner * depth + k];
      at = at * x.dim(k) + PlaceException.requireInside(node, index, x.dim(k));
    }
    return at * inner + i % inner;
  }
}
