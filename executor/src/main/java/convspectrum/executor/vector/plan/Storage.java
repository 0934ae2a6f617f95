package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.step.Memory;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;

/** A piece of the arena while it is planned: a feature map with zeros around it, or a matrix. */
final class Storage {
  final Shape shape;
  final boolean map;

  /** Number of slots of a pixel, in whole registers; a concat's parts share them. */
  int slots;

  /** Number of rows of zeros above the picture. */
  int top;

  int left;
  int bottom;
  int right;

  /** Whether pixels are adjacent, because their reader takes single values and needs no padding. */
  boolean dense;

  /** Number of rows kept for all pictures together if only a strip is kept; else 0. */
  int stripRows;

  /** The first task that writes and the last that reads; the end if it outlives a run. */
  int firstTask = Integer.MAX_VALUE;

  int lastTask = -1;
  int offset = -1;

  /** Whether each run must write the zeros, since another storage used the memory before. */
  boolean shared;

  Storage(Shape shape, boolean map, int slots) {
    this.shape = shape;
    this.map = map;
    this.slots = slots;
  }

  void needs(Padding zeros) {
    top = Math.max(top, zeros.top());
    left = Math.max(left, zeros.left());
    bottom = Math.max(bottom, zeros.bottom());
    right = Math.max(right, zeros.right());
  }

  void used(int task) {
    firstTask = Math.min(firstTask, task);
    lastTask = Math.max(lastTask, task);
  }

  /**
   * Distance between pixels: an odd number of cache lines, so that a column uses all cache sets.
   */
  int pixel(Lanes lanes) {
    if (dense) {
      return slots;
    }
    int whole = Math.ceilDiv(lanes.roundUp(slots), Memory.ALIGNMENT);
    boolean large = whole >= 4;
    return (large && whole % 2 == 0 ? whole + 1 : whole) * Memory.ALIGNMENT;
  }

  /** Distance between rows: the zeros right of one row are those left of the next. */
  long row(Lanes lanes) {
    return (long) (shape.width() + Math.max(left, right)) * pixel(lanes);
  }

  long image(Lanes lanes) {
    if (stripRows > 0) {
      return 0;
    }
    int rows = top + shape.height() + bottom;
    return rows * row(lanes) + (long) (left + right) * pixel(lanes);
  }

  /** Distance from the start of the storage to pixel (0, 0). */
  long inside(Lanes lanes) {
    return top * row(lanes) + (long) left * pixel(lanes);
  }

  boolean hasZeros() {
    return map && top + left + bottom + right > 0;
  }

  /** Number of elements, with room for a register that is read or written beyond the end. */
  long size(Lanes lanes) {
    long size = map ? shape.batch() * image(lanes) : shape.elements();
    if (stripRows > 0) {
      size = stripRows * row(lanes);
    }
    return Math.ceilDiv(size + lanes.count(), Memory.ALIGNMENT) * Memory.ALIGNMENT;
  }

  boolean sameGeometry(Storage other, Lanes lanes) {
    return map == other.map
        && offset == other.offset
        && shape.batch() == other.shape.batch()
        && (!map
            || (shape.height() == other.shape.height()
                && shape.width() == other.shape.width()
                && pixel(lanes) == other.pixel(lanes)
                && row(lanes) == other.row(lanes)
                && image(lanes) == other.image(lanes)
                && inside(lanes) == other.inside(lanes)));
  }
}
