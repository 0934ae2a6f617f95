package convspectrum.gradients.batch;

import convspectrum.spec.graph.Shape;

/** The order of a value's elements in memory. */
public enum Layout {
  /** The order of the shape, in which the last axis varies fastest. */
  ROW_MAJOR,
  /** Axis 1 varies fastest: (N, C, H, W) is stored as N, H, W, C. */
  CHANNELS_LAST;

  /** Returns for each position the row-major number of its element. */
  public int[] places(Shape shape) {
    int count = Math.toIntExact(shape.elements());
    int[] places = new int[count];
    if (this == ROW_MAJOR || shape.rank() < 3) {
      for (int i = 0; i < count; i++) {
        places[i] = i;
      }
      return places;
    }
    int channels = shape.channels();
    int inner = Math.toIntExact(shape.elements() / shape.batch() / channels);
    int place = 0;
    for (int n = 0; n < shape.batch(); n++) {
      for (int i = 0; i < inner; i++) {
        for (int c = 0; c < channels; c++) {
          places[place++] = (n * channels + c) * inner + i;
        }
      }
    }
    return places;
  }

  /** Returns the position of a shape's axis in the memory order. */
  public int position(int axis, Shape shape) {
    if (this == ROW_MAJOR || shape.rank() < 3 || axis == 0) {
      return axis;
    }
    return axis == 1 ? shape.rank() - 1 : axis - 1;
  }

  /** Returns the sizes of the axes in the memory order. */
  public int[] sizes(Shape shape) {
    int[] sizes = new int[shape.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[position(axis, shape)] = shape.dim(axis);
    }
    return sizes;
  }
}
