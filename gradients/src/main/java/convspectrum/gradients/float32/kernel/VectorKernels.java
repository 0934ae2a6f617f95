package convspectrum.gradients.float32.kernel;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels in the Vector API. Vectors run over channels, so that every sum has the same order as in
 * {@link PlainKernels}, which computes the channels that do not fill a vector.
 */
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Elements that stay in the first-level cache beside the elements that are added to them. */
  static final int PIECE = 2048;

  private final VectorProducts products;
  private final int lanes;

  /** Scratch that products write and nobody reads; one thread uses it, as all of a tape. */
  private final float[] fence;

  VectorKernels() {
    this(new Lanes(LANES));
  }

  /** Creates kernels whose products use these registers; the others use {@link #SPECIES}. */
  VectorKernels(Lanes lanes) {
    this.products = VectorProducts.of(lanes);
    this.lanes = lanes.count();
    this.fence = new float[lanes.count()];
  }

  @Override
  public int columns() {
    return 2 * lanes;
  }

  @Override
  public void multiply(
      float[] x,
      int at,
      int step,
      int depth,
      float[] weights,
      int w,
      float[] y,
      int to,
      int toStep,
      int rows,
      int columns) {
    int vectors = columns / lanes;
    int tiles = Math.ceilDiv(rows, products.matrixRows(vectors));
    int size = rows / tiles;
    int larger = rows % tiles;
    int done = larger * (size + 1);
    if (larger > 0) {
      products
          .matrix(size + 1, vectors)
          .multiply(x, at, step, depth, weights, w, y, to, toStep, larger);
    }
    products
        .matrix(size, vectors)
        .multiply(
            x,
            at + done * step,
            step,
            depth,
            weights,
            w,
            y,
            to + done * toStep,
            toStep,
            tiles - larger);
  }

  @Override
  public void outer(
      float[] x,
      int at,
      int step,
      int pixels,
      float[] g,
      int from,
      int gStep,
      float[] sums,
      int to,
      int rows,
      int columns) {
    int vectors = columns / lanes;
    int tiles = Math.ceilDiv(rows, products.outerRows(vectors));
    int size = rows / tiles;
    int larger = rows % tiles;
    int done = larger * (size + 1);
    if (larger > 0) {
      products
          .outer(size + 1, vectors)
          .add(x, at, step, pixels, g, from, gStep, sums, to, fence, larger);
    }
    products
        .outer(size, vectors)
        .add(
            x,
            at + done,
            step,
            pixels,
            g,
            from,
            gStep,
            sums,
            to + done * columns,
            fence,
            tiles - larger);
  }

  @Override
  public void depthwise(Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase) {
    VectorDepthwise.forward(taps, x, xBase, weights, y, yBase);
  }

  @Override
  public void depthwiseOuter(
      Taps taps, float[] x, int xBase, float[] y, int yBase, float[] gradient) {
    VectorDepthwise.outer(taps, x, xBase, y, yBase, gradient);
  }

  @Override
  public void moments(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second) {
    VectorNorms.moments(x, from, pixels, channels, centre, first, second);
  }

  @Override
  public void products(
      float[] g,
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second) {
    VectorNorms.products(g, x, from, pixels, channels, centre, first, second);
  }

  @Override
  public void normalise(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] y) {
    VectorNorms.normalise(x, from, pixels, channels, centre, scale, shift, y);
  }

  @Override
  public void normaliseGradient(
      float[] g,
      float[] x,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] first,
      float[] second,
      float[] dx) {
    VectorNorms.normaliseGradient(g, x, pixels, channels, centre, scale, first, second, dx);
  }

  @Override
  public void rectify(float[] x, float bound, int size, float[] y) {
    int whole = SPECIES.loopBound(size);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector most = FloatVector.broadcast(SPECIES, bound);
    for (int i = 0; i < whole; i += LANES) {
      vector(x, i).max(zero).min(most).intoArray(y, i);
    }
    PlainKernels.rectify(x, bound, whole, size, y);
  }

  @Override
  public void rectifyGradient(
      float[] y, float bound, float[] g, int size, boolean adds, float[] dx) {
    int whole = SPECIES.loopBound(size);
    // Two loops, because a variable with one of two vectors would be an object.
    if (adds) {
      for (int i = 0; i < whole; i += LANES) {
        vector(dx, i).add(passed(y, bound, g, i)).intoArray(dx, i);
      }
    } else {
      for (int i = 0; i < whole; i += LANES) {
        passed(y, bound, g, i).intoArray(dx, i);
      }
    }
    PlainKernels.rectifyGradient(y, bound, g, whole, size, adds, dx);
  }

  private static FloatVector passed(float[] y, float bound, float[] g, int i) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector value = vector(y, i);
    VectorMask<Float> passes =
        value.compare(VectorOperators.GT, zero).and(value.compare(VectorOperators.LT, bound));
    return zero.blend(vector(g, i), passes);
  }

  @Override
  public void markPositive(float[] x, int from, int size, long[] bits, int word) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = size / Long.SIZE * Long.SIZE;
    for (int i = 0; i < whole; i += Long.SIZE) {
      long marks = 0;
      for (int j = 0; j < Long.SIZE; j += LANES) {
        marks |= vector(x, from + i + j).compare(VectorOperators.GT, zero).toLong() << j;
      }
      bits[word + i / Long.SIZE] = marks;
    }
    PlainKernels.markPositive(x, from, whole, size, bits, word);
  }

  @Override
  public void copySegments(
      float[] x, int origin, int step, int rows, Segments segments, float[] panels, int row) {
    for (int s = 0; s < segments.count(); s++) {
      int length = segments.length(s);
      int from = origin + segments.from(s);
      int to = segments.to(s) + row * DEPTH;
      for (int r = 0; r < rows; r++, from += step, to += DEPTH) {
        copy(x, from, panels, to, length);
      }
    }
  }

  /** Copies a few whole vectors, for which a call of arraycopy would take longer. */
  private static void copy(float[] x, int from, float[] y, int to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      vector(x, from + i).intoArray(y, to + i);
    }
    for (; i < length; i++) {
      y[to + i] = x[from + i];
    }
  }

  @Override
  public void scatterRows(
      float[] tile, int width, int used, int rows, int[] targets, int shift, float[] y) {
    for (int r = 0; r < rows; r++) {
      copy(tile, r * width, y, targets[r] + shift, used);
    }
  }

  @Override
  public void copyRows(
      float[] x, int from, int fromStep, int used, int rows, float[] y, int to, int toStep) {
    for (int r = 0; r < rows; r++) {
      copy(x, from + r * fromStep, y, to + r * toStep, used);
    }
  }

  @Override
  public void rows(
      float[] map,
      int at,
      int[] offsets,
      int[] depths,
      float[] weights,
      int w,
      float[] row,
      int pixels) {
    int tiles = Math.ceilDiv(pixels, products.windowPixels());
    int size = pixels / tiles;
    int larger = pixels % tiles;
    int done = larger * (size + 1) * BLOCK;
    for (int c = 0; c < BLOCK; c += products.windowVectors() * lanes) {
      if (larger > 0) {
        products
            .window(size + 1)
            .add(map, at, offsets, depths, offsets.length, weights, w + c, row, c, fence, larger);
      }
      products
          .window(size)
          .add(
              map,
              at + done,
              offsets,
              depths,
              offsets.length,
              weights,
              w + c,
              row,
              done + c,
              fence,
              tiles - larger);
    }
  }

  @Override
  public void rowGradient(
      float[] x,
      int at,
      int gap,
      float[] gradients,
      int g,
      int gradientGap,
      int rows,
      int columns,
      float[] sums,
      int to,
      int channels) {
    int tiles = Math.ceilDiv(channels, products.gradientRows());
    int together = products.gradientColumns();
    for (int tile = 0, k = 0; tile < tiles; tile++) {
      int size = (channels - k) / (tiles - tile);
      Product.Gradient product = products.gradient(size);
      for (int v = 0; v < WINDOW; v += together) {
        for (int c = 0; c < BLOCK; c += products.windowVectors() * lanes) {
          product.add(
              x,
              at + k,
              gap,
              gradients,
              g + (WINDOW - together - v) * BLOCK + c,
              gradientGap,
              rows,
              columns,
              sums,
              to + (k * WINDOW + v) * BLOCK + c,
              fence);
        }
      }
      k += size;
    }
  }

  @Override
  public void add(float[] x, float[] y, int to, int size) {
    int whole = SPECIES.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      vector(y, to + i).add(vector(x, i)).intoArray(y, to + i);
    }
    PlainKernels.add(x, y, to, whole, size);
  }

  @Override
  public void sum(float[][] terms, int size, float[] y) {
    int whole = SPECIES.loopBound(size);
    // Works piece by piece, so that the sums stay in the cache.
    for (int from = 0; from < whole; from += PIECE) {
      int end = Math.min(from + PIECE, whole);
      pair(terms[0], terms[1], from, end, y);
      for (int k = 2; k < terms.length; k++) {
        pair(y, terms[k], from, end, y);
      }
    }
    PlainKernels.sum(terms, whole, size, y);
  }

  private static void pair(float[] a, float[] b, int from, int end, float[] y) {
    for (int i = from; i < end; i += LANES) {
      vector(a, i).add(vector(b, i)).intoArray(y, i);
    }
  }

  @Override
  public void sumRows(
      float[] x, int[] starts, int count, int size, float[] factors, float[] y, int to) {
    int whole = SPECIES.loopBound(size);
    switch (count) {
      case 0 -> Arrays.fill(y, to, to + whole, 0);
      case 1 -> copy(x, starts[0], y, to, whole);
      case 2 -> twoRows(x, starts[0], starts[1], whole, y, to);
      default -> {
        threeRows(x, starts[0], starts[1], starts[2], whole, y, to);
        for (int k = 3; k < count; k++) {
          addRow(x, starts[k], whole, y, to);
        }
      }
    }
    if (factors.length > 0) {
      for (int i = 0; i < whole; i += LANES) {
        vector(y, to + i).mul(vector(factors, i)).intoArray(y, to + i);
      }
    }
    if (whole < size) {
      PlainKernels.sumRows(x, starts, count, whole, size, factors, y, to);
    }
  }

  private static void twoRows(float[] x, int a, int b, int size, float[] y, int to) {
    for (int i = 0; i < size; i += LANES) {
      vector(x, a + i).add(vector(x, b + i)).intoArray(y, to + i);
    }
  }

  private static void threeRows(float[] x, int a, int b, int c, int size, float[] y, int to) {
    for (int i = 0; i < size; i += LANES) {
      vector(x, a + i).add(vector(x, b + i)).add(vector(x, c + i)).intoArray(y, to + i);
    }
  }

  private static void addRow(float[] x, int a, int size, float[] y, int to) {
    for (int i = 0; i < size; i += LANES) {
      vector(y, to + i).add(vector(x, a + i)).intoArray(y, to + i);
    }
  }

  static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }
}
