package convspectrum.gradients.float32.kernel;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;
import jdk.incubator.vector.FloatVector;
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
  private final VectorLanes lanesOfGroups;
  private final int lanes;

  /** Scratch that products write and nobody reads; one thread uses it, as all of a tape. */
  private final float[] fence;

  VectorKernels() {
    this(new Lanes(LANES));
  }

  /** Creates kernels whose products use these registers; the others use {@link #SPECIES}. */
  VectorKernels(Lanes lanes) {
    this.products = VectorProducts.of(lanes);
    this.lanesOfGroups = new VectorLanes(products);
    this.lanes = lanes.count();
    this.fence = new float[lanes.count()];
  }

  @Override
  public NormKernels norms() {
    return VectorNorms.ALL;
  }

  @Override
  public ElementKernels elements() {
    return VectorElements.ALL;
  }

  @Override
  public LaneKernels lanes() {
    return lanesOfGroups;
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
      int columns,
      boolean adds) {
    int vectors = columns / lanes;
    int tiles = Math.ceilDiv(rows, products.matrixRows(vectors));
    int size = rows / tiles;
    int larger = rows % tiles;
    int done = larger * (size + 1);
    if (larger > 0) {
      products
          .matrix(size + 1, vectors, adds)
          .multiply(x, at, step, depth, weights, w, y, to, toStep, larger);
    }
    products
        .matrix(size, vectors, adds)
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
  static void copy(float[] x, int from, float[] y, int to, int length) {
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

  static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }
}
