package convspectrum.gradients.batch;

import convspectrum.spec.graph.Shape;

/**
 * The elements of one tensor of a running program, in memory order. Feature maps have channels
 * last: sample, row, column, channel. The memory belongs to the program, so copy values that must
 * outlive the call of the observer.
 */
public interface Values {
  /** The logical shape, batch first. */
  Shape shape();

  /** The order of the elements. */
  Layout layout();

  /** Returns the element at a position. */
  double get(int place);

  /** Number of elements. */
  default int size() {
    return Math.toIntExact(shape().elements());
  }

  /** The size of axis 1, or of the last axis if that one is last in memory. */
  default int channels() {
    Shape shape = shape();
    return layout() == Layout.CHANNELS_LAST && shape.rank() > 1 ? shape.channels() : shape.dim(-1);
  }

  /** Returns a copy in memory order. */
  double[] toArray();

  /** Returns a copy in row-major order of the shape. */
  default double[] rowMajor() {
    int[] places = layout().places(shape());
    double[] values = toArray();
    double[] ordered = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      ordered[places[i]] = values[i];
    }
    return ordered;
  }

  /** Returns a copy with a row per sample and position and a column per element of axis 1. */
  default double[] byChannel() {
    if (layout() == Layout.CHANNELS_LAST || shape().rank() < 3) {
      return toArray();
    }
    int[] places = Layout.CHANNELS_LAST.places(shape());
    double[] values = rowMajor();
    double[] rows = new double[values.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = values[places[i]];
    }
    return rows;
  }

  /** Whether every element is a finite number. */
  boolean isFinite();

  /**
   * Sets bit {@code i} of {@code bits}, from bit 64 · {@code word} on, if element i of a sample is
   * above 0, and clears it otherwise, up to a whole word.
   *
   * @return the number of words written
   */
  int markPositive(int sample, long[] bits, int word);

  /**
   * Returns for each sample and channel the sum over all positions of the product with {@code
   * other}, which has the same shape and layout.
   *
   * @return (samples, channels), row-major
   */
  double[] channelProducts(Values other);
}
