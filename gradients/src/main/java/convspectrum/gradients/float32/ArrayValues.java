package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Layout;
import convspectrum.gradients.batch.Values;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Shape;

/** A tensor of the tape. */
record ArrayValues(Kernels kernels, Shape shape, Layout layout, Memory memory) implements Values {
  /** Holds the elements, because a record should contain no array. */
  static final class Memory {
    final float[] elements;

    Memory(float[] elements) {
      this.elements = elements;
    }
  }

  @Override
  public double get(int place) {
    return memory.elements[place];
  }

  @Override
  public double[] toArray() {
    double[] copy = new double[memory.elements.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = memory.elements[i];
    }
    return copy;
  }

  @Override
  public boolean isFinite() {
    for (float element : memory.elements) {
      if (!Float.isFinite(element)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int markPositive(int sample, long[] bits, int word) {
    int size = size() / shape.batch();
    kernels.elements().markPositive(memory.elements, sample * size, size, bits, word);
    return Math.ceilDiv(size, Long.SIZE);
  }

  @Override
  public double[] channelProducts(Values other) {
    float[] second = ((ArrayValues) other).memory.elements;
    int channels = channels();
    int samples = shape.batch();
    int pixels = size() / samples / channels;
    double[] products = new double[samples * channels];
    for (int n = 0; n < samples; n++) {
      double[] sums =
          ChannelSums.products(
              kernels, memory.elements, second, n * pixels * channels, pixels, channels);
      System.arraycopy(sums, 0, products, n * channels, channels);
    }
    return products;
  }
}
