package convspectrum.gradients.batch;

import convspectrum.spec.graph.Shape;

/** The order in which the elements of a value lie. */
public enum Layout {
  /** As the shape says, the last axis fastest. */
  ROW_MAJOR,
  /** Axis 1 fastest: (N, C, H, W) lies as N, H, W, C. */
  CHANNELS_LAST;

  /** For each place, the row-major number of the element that lies there. */
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

  /** The place of a shape's axis in the order in which elements lie. */
  public int position(int axis, Shape shape) {
    if (this == ROW_MAJOR || shape.rank() < 3 || axis == 0) {
      return axis;
    }
    return axis == 1 ? shape.rank() - 1 : axis - 1;
  }

  /** The sizes of the axes in the order in which elements lie. */
  public int[] sizes(Shape shape) {
    int[] sizes = new int[shape.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[position(axis, shape)] = shape.dim(axis);
    }
    return sizes;
  }
}
