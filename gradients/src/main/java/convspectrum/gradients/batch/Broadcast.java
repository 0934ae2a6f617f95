package convspectrum.gradients.batch;

import convspectrum.spec.graph.Shape;

/** Maps elements of a result to elements of an input that is broadcast as in NumPy. */
public final class Broadcast {
  private Broadcast() {}

  /** Returns for each position of the result the position of the input. */
  public static int[] sources(Shape in, Layout inLayout, Shape out, Layout outLayout) {
    int rank = out.rank();
    int[] strides = new int[rank];
    int stride = 1;
    int[] sizes = inLayout.sizes(in);
    int[] physical = new int[in.rank()];
    for (int position = sizes.length - 1; position >= 0; position--) {
      physical[position] = stride;
      stride *= sizes[position];
    }
    for (int axis = 0; axis < in.rank(); axis++) {
      if (in.dim(axis) > 1) {
        int outAxis = rank - in.rank() + axis;
        strides[outLayout.position(outAxis, out)] = physical[inLayout.position(axis, in)];
      }
    }
    return walk(outLayout.sizes(out), strides);
  }

  /** Returns the positions by strides, in row-major order over {@code sizes}. */
  private static int[] walk(int[] sizes, int[] strides) {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    int[] places = new int[count];
    int inner = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      if (strides[axis] > 0) {
        for (int i = 0; i < count; i++) {
          places[i] += i / inner % sizes[axis] * strides[axis];
        }
      }
      inner *= sizes[axis];
    }
    return places;
  }
}
