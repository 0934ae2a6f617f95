package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.Kernels.BLOCK;
import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import convspectrum.executor.vector.kernel.LaneGradient;
import convspectrum.executor.vector.kernel.LaneProduct.Sliding;
import convspectrum.gradients.batch.Grouping;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/** The loops of lanes in the Vector API, with generated products. */
record VectorLanes(VectorProducts products) implements LaneKernels {
  /** Largest number of gradients that are kept in registers; more save no more reads. */
  private static final int MOST_PIXELS = 7;

  @Override
  public void spread(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      Grouping grouping,
      int block,
      float[] map,
      int to,
      int rowStep) {
    int used = grouping.used(block);
    int sources = grouping.sources();
    for (int lane = 0; lane < used; lane += Math.min(LANES, BLOCK)) {
      int end = Math.min(lane + LANES, used);
      int first = grouping.firstSource(block, lane);
      int last = grouping.firstSource(block, end - 1);
      // A register that begins here is inside of the pixel.
      int start = Math.min(first, channels - LANES);
      if (LANES > BLOCK || (first < last && (start < 0 || last + sources - start > LANES))) {
        PlainLanes.spread(
            x, from, channels, height, width, grouping, block, map, to, rowStep, lane, end);
        continue;
      }
      int[] places = new int[LANES];
      for (int l = lane; l < end; l++) {
        places[l - lane] = grouping.firstSource(block, l) - start;
      }
      int pixel = sources * BLOCK;
      if (first == last) {
        for (int i = 0; i < height; i++) {
          int at = from + i * width * channels + first;
          broadcast(x, at, channels, width, sources, map, to + i * rowStep + lane);
        }
        continue;
      }
      int k = 0;
      for (; k + 4 <= sources; k += 4) {
        int target = to + k * BLOCK + lane;
        four(x, from + start, channels, height, width, places, k, map, target, rowStep, pixel);
      }
      if (k + 2 <= sources) {
        int target = to + k * BLOCK + lane;
        two(x, from + start, channels, height, width, places, k, map, target, rowStep, pixel);
        k += 2;
      }
      for (; k < sources; k++) {
        int target = to + k * BLOCK + lane;
        one(x, from + start, channels, height, width, places, k, map, target, rowStep, pixel);
      }
    }
  }

  /** Copies each pixel's next elements, each to all lanes. */
  private static void broadcast(
      float[] x, int at, int channels, int pixels, int sources, float[] map, int to) {
    for (int j = 0; j < pixels; j++) {
      for (int k = 0; k < sources; k++) {
        FloatVector.broadcast(SPECIES, x[at + j * channels + k])
            .intoArray(map, to + (j * sources + k) * BLOCK);
      }
    }
  }

  private static VectorShuffle<Float> shuffle(int[] places, int k) {
    int[] moved = new int[LANES];
    for (int l = 0; l < LANES; l++) {
      // Lanes without a target may not leave the register.
      moved[l] = Math.min(places[l] + k, LANES - 1);
    }
    return VectorShuffle.fromArray(SPECIES, moved, 0);
  }

  /** Goes through all pixels, since an arrangement of lanes takes long to make. */
  private static void one(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      int[] places,
      int k,
      float[] map,
      int to,
      int rowStep,
      int step) {
    VectorShuffle<Float> only = shuffle(places, k);
    for (int i = 0; i < height; i++) {
      int at = from + i * width * channels;
      int target = to + i * rowStep;
      for (int j = 0; j < width; j++) {
        vector(x, at).rearrange(only).intoArray(map, target);
        at += channels;
        target += step;
      }
    }
  }

  private static void two(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      int[] places,
      int k,
      float[] map,
      int to,
      int rowStep,
      int step) {
    VectorShuffle<Float> a = shuffle(places, k);
    VectorShuffle<Float> b = shuffle(places, k + 1);
    for (int i = 0; i < height; i++) {
      int at = from + i * width * channels;
      int target = to + i * rowStep;
      for (int j = 0; j < width; j++) {
        FloatVector pixel = vector(x, at);
        pixel.rearrange(a).intoArray(map, target);
        pixel.rearrange(b).intoArray(map, target + BLOCK);
        at += channels;
        target += step;
      }
    }
  }

  /** Writes four registers of a pixel one after another, in half of the time of four passes. */
  private static void four(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      int[] places,
      int k,
      float[] map,
      int to,
      int rowStep,
      int step) {
    VectorShuffle<Float> a = shuffle(places, k);
    VectorShuffle<Float> b = shuffle(places, k + 1);
    VectorShuffle<Float> c = shuffle(places, k + 2);
    VectorShuffle<Float> d = shuffle(places, k + 3);
    for (int i = 0; i < height; i++) {
      int at = from + i * width * channels;
      int target = to + i * rowStep;
      for (int j = 0; j < width; j++) {
        FloatVector pixel = vector(x, at);
        pixel.rearrange(a).intoArray(map, target);
        pixel.rearrange(b).intoArray(map, target + BLOCK);
        pixel.rearrange(c).intoArray(map, target + 2 * BLOCK);
        pixel.rearrange(d).intoArray(map, target + 3 * BLOCK);
        at += channels;
        target += step;
      }
    }
  }

  @Override
  public Row row(Sliding window, int pixels) {
    int most = products.lanePixels(window);
    int tiles = Math.ceilDiv(pixels, most);
    int size = pixels / tiles;
    int larger = pixels % tiles;
    int done = larger * (size + 1);
    Product.Lane few = products.lane(size, window);
    Product.Lane many = larger > 0 ? products.lane(size + 1, window) : few;
    int lanes = products.lanes();
    int shift = done * window.stride() * window.pixel();
    return (map, at, offsets, depth, weights, w, bias, y, to, toStep) -> {
      int runs = offsets.length - 1;
      for (int c = 0; c < BLOCK; c += lanes) {
        int from = at + c;
        int start = to + c;
        if (larger > 0) {
          many.product(
              map, from, offsets, depth, runs, weights, w + c, bias, c, y, start, toStep, larger);
          from += shift;
          start += done * toStep;
        }
        int count = tiles - larger;
        few.product(
            map, from, offsets, depth, runs, weights, w + c, bias, c, y, start, toStep, count);
      }
    };
  }

  /** How a gradient is cut: rows of the window, gradients of an element, pixels at a time. */
  private record Cut(int rows, int depth, int pixels) {
    /** Registers that are read for each multiply-add. */
    double reads(Sliding window) {
      double read = rows * window.reach(pixels) + depth * pixels;
      return read / (rows * depth * pixels * window.columns());
    }
  }

  private Cut cut(Sliding window, int windowRows, int depth, int pixels) {
    Cut best = new Cut(1, 1, 1);
    for (int p = 1; p <= Math.min(pixels, MOST_PIXELS); p++) {
      for (int k = 1; k <= depth && pixels % p == 0; k++) {
        for (int u = 1; u <= (depth == 1 ? windowRows : 1); u++) {
          Cut cut = new Cut(u, k, p);
          if (LaneGradient.registers(u, k, p, window) <= products.freeRegisters()
              && cut.reads(window) < best.reads(window)) {
            best = cut;
          }
        }
      }
    }
    return best;
  }

  @Override
  public Gradient gradient(Sliding window, int windowRows, int depth, int pixels) {
    Cut cut = cut(window, windowRows, depth, pixels);
    int lanes = products.lanes();
    int run = depth * window.columns() * BLOCK;
    float[] fence = new float[lanes];
    Product.LaneGradient[][] parts = parts(cut, window, windowRows, depth);
    return (x, at, rowStep, step, g, from, gStep, rows, sums, to) -> {
      for (int u = 0, a = 0; u < windowRows; u += cut.rows(), a++) {
        for (int k = 0, b = 0; k < depth; k += cut.depth(), b++) {
          int start = at + u * rowStep;
          int gradients = from + k * BLOCK;
          int place = to + u * run + k * window.columns() * BLOCK;
          for (int c = 0; c < BLOCK; c += lanes) {
            parts[a][b].add(
                x,
                start + c,
                rowStep,
                step,
                g,
                gradients + c,
                gStep,
                rows,
                pixels,
                sums,
                place + c,
                run,
                fence);
          }
        }
      }
    };
  }

  private Product.LaneGradient[][] parts(Cut cut, Sliding window, int windowRows, int depth) {
    int down = Math.ceilDiv(windowRows, cut.rows());
    int deep = Math.ceilDiv(depth, cut.depth());
    Product.LaneGradient[][] parts = new Product.LaneGradient[down][deep];
    for (int a = 0; a < down; a++) {
      int rows = Math.min(cut.rows(), windowRows - a * cut.rows());
      for (int b = 0; b < deep; b++) {
        int sources = Math.min(cut.depth(), depth - b * cut.depth());
        parts[a][b] = products.laneGradient(rows, sources, cut.pixels(), window, depth * BLOCK);
      }
    }
    return parts;
  }
}
