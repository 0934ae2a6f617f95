package convspectrum.gradients.batch;

import convspectrum.spec.graph.Shape;

/**
 * The elements of one tensor of a running program, in the order in which they lie there. Feature
 * maps lie channels last: sample, row, column, channel. They are the program's own memory: what
 * outlives the call that showed them must be copied.
 */
public interface Values {
  /** The logical shape, batch first. */
  Shape shape();

  /** How they lie. */
  Layout layout();

  /** One element, by its place. */
  double get(int place);

  /** The number of elements. */
  default int size() {
    return Math.toIntExact(shape().elements());
  }

  /** The size of axis 1, or of the last axis where that lies last. */
  default int channels() {
    Shape shape = shape();
    return layout() == Layout.CHANNELS_LAST && shape.rank() > 1 ? shape.channels() : shape.dim(-1);
  }

  /** A copy, as they lie. */
  double[] toArray();

  /** A copy in row-major order of the shape. */
  default double[] rowMajor() {
    int[] places = layout().places(shape());
    double[] values = toArray();
    double[] ordered = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      ordered[places[i]] = values[i];
    }
    return ordered;
  }

  /** A copy with a row per sample and position and a column per element of axis 1. */
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
   * Sets bit {@code i} of {@code bits}, from bit 64 · {@code word} on, where element i of a sample
   * is above 0; clears it elsewhere, up to a whole word.
   *
   * @return the number of words written
   */
  int markPositive(int sample, long[] bits, int word);

  /**
   * For each sample and channel the sum over all positions of the product with {@code other}, which
   * has the same shape and layout.
   *
   * @return (samples, channels), row-major
   */
  double[] channelProducts(Values other);
}
