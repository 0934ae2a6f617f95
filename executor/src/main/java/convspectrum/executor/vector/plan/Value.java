package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.layout.Matrix;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.spec.graph.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A value of the graph in one of its layouts, with its storage, which it may share.
 *
 * @param shape of the value
 * @param storage its memory
 * @param order of its channels; null for a matrix
 * @param slot position of its channels inside the pixels of the storage
 */
record Value(Shape shape, Storage storage, @Nullable ChannelOrder order, int slot) {
  static Value map(Shape shape, ChannelOrder order, Lanes lanes) {
    return new Value(shape, new Storage(shape, true, lanes.roundUp(order.slots())), order, 0);
  }

  static Value matrix(Shape shape) {
    return new Value(shape, new Storage(shape, false, 0), null, 0);
  }

  boolean isMap() {
    return order != null;
  }

  ChannelOrder requireOrder() {
    if (order == null) {
      throw new IllegalStateException(shape + " is a matrix");
    }
    return order;
  }

  /** Returns the feature map for a kernel, after the arena is planned. */
  FeatureMap map(Lanes lanes) {
    return new FeatureMap(
        shape.batch(),
        shape.height(),
        shape.width(),
        requireOrder(),
        Math.toIntExact(storage.offset + storage.inside(lanes) + slot),
        storage.pixel(lanes),
        Math.toIntExact(storage.row(lanes)),
        Math.toIntExact(storage.image(lanes)));
  }

  /** Returns the axes with strides, after the arena is planned; a map must be in natural order. */
  Strided strided(Lanes lanes) {
    return isMap() ? Strided.of(map(lanes)) : Strided.of(matrix());
  }

  /** Returns the matrix for a kernel, after the arena is planned. */
  Matrix matrix() {
    return new Matrix(shape, storage.offset);
  }
}
