package convspectrum.executor.gradient.float32;

import static convspectrum.executor.gradient.float32.VectorProducts.LANES;
import static convspectrum.executor.gradient.float32.VectorProducts.SPECIES;

import convspectrum.executor.gradient.batch.Segments;
import convspectrum.executor.gradient.batch.Taps;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Kernels of the Vector API. Vectors run over channels, so that every sum has the order of {@link
 * PlainKernels}, which is given the channels that fill no vector.
 */
final class VectorKernels implements Kernels {
  /** Elements that stay in the nearest cache beside those that are added to them. */
  private static final int PIECE = 2048;

  @Override
  public int columns() {
    return 2 * LANES;
  }

  @Override
  public void multiply(
      float[] panel, int p, int depth, float[] weights, int w, float[] tile, int columns) {
    VectorProducts.multiply(panel, p, depth, weights, w, tile, columns);
  }

  @Override
  public void outer(
      float[] panel, int from, int k, int pixels, float[] gradient, float[] tile, int columns) {
    VectorProducts.outer(panel, from, k, pixels, gradient, tile, columns);
  }

  @Override
  public void depthwise(Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase) {
    int whole = SPECIES.loopBound(taps.channels());
    int inner = Math.min(taps.innerFrom(), taps.gridWidth());
    int outer = Math.max(taps.innerTo(), inner);
    int[] sources = new int[taps.count()];
    int[] places = new int[taps.count()];
    for (int i = 0; i < taps.gridHeight(); i++) {
      int inside = taps.rows(i, sources, places);
      int step = taps.columnStep();
      for (int c = 0; c < whole; c += LANES) {
        int target = yBase + taps.target(i, 0) + c;
        int next = taps.targetStep();
        int j = 0;
        for (; j < inner; j++) {
          edge(taps, i, j, x, xBase + c, weights, c, y, target + j * next);
        }
        for (; j + 4 <= outer; j += 4) {
          four(
              sources,
              places,
              inside,
              x,
              xBase + c + j * step,
              step,
              weights,
              c,
              y,
              target + j * next,
              next);
        }
        for (; j < taps.gridWidth(); j++) {
          edge(taps, i, j, x, xBase + c, weights, c, y, target + j * next);
        }
      }
    }
    if (whole < taps.channels()) {
      PlainKernels.depthwise(taps, x, xBase, weights, y, yBase, whole);
    }
  }

  /** Four pixels of a row whose taps are all inside. */
  private static void four(
      int[] sources,
      int[] places,
      int inside,
      float[] x,
      int base,
      int step,
      float[] weights,
      int channel,
      float[] y,
      int target,
      int next) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    for (int t = 0; t < inside; t++) {
      FloatVector weight = FloatVector.fromArray(SPECIES, weights, places[t] + channel);
      int at = base + sources[t];
      a = FloatVector.fromArray(SPECIES, x, at).fma(weight, a);
      b = FloatVector.fromArray(SPECIES, x, at + step).fma(weight, b);
      c = FloatVector.fromArray(SPECIES, x, at + 2 * step).fma(weight, c);
      d = FloatVector.fromArray(SPECIES, x, at + 3 * step).fma(weight, d);
    }
    a.intoArray(y, target);
    b.intoArray(y, target + next);
    c.intoArray(y, target + 2 * next);
    d.intoArray(y, target + 3 * next);
  }

  private static void edge(
      Taps taps,
      int i,
      int j,
      float[] x,
      int base,
      float[] weights,
      int channel,
      float[] y,
      int target) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int t = 0; t < taps.count(); t++) {
      if (taps.rowInside(i, t) && taps.columnInside(j, t)) {
        FloatVector weight = FloatVector.fromArray(SPECIES, weights, taps.weight(t) + channel);
        sum = FloatVector.fromArray(SPECIES, x, base + taps.source(i, j, t)).fma(weight, sum);
      }
    }
    sum.intoArray(y, target);
  }

  @Override
  public void depthwiseOuter(
      Taps taps, float[] x, int xBase, float[] y, int yBase, float[] gradient) {
    int whole = SPECIES.loopBound(taps.channels());
    for (int t = 0; t < taps.count(); t++) {
      int from = taps.firstColumn(t);
      int count = taps.lastColumn(t) - from;
      for (int i = 0; i < taps.gridHeight(); i++) {
        if (taps.rowInside(i, t) && count > 0) {
          int source = xBase + taps.source(i, from, t);
          int target = yBase + taps.target(i, from);
          for (int c = 0; c < whole; c += LANES) {
            row(x, source + c, taps.columnStep(), y, target + c, taps.targetStep(), count)
                .add(FloatVector.fromArray(SPECIES, gradient, taps.weight(t) + c))
                .intoArray(gradient, taps.weight(t) + c);
          }
        }
      }
    }
    if (whole < taps.channels()) {
      PlainKernels.depthwiseOuter(taps, x, xBase, y, yBase, gradient, whole);
    }
  }

  private static FloatVector row(
      float[] x, int source, int step, float[] y, int target, int next, int count) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int j = 0;
    for (; j + 4 <= count; j += 4) {
      int at = source + j * step;
      int to = target + j * next;
      a = vector(x, at).fma(vector(y, to), a);
      b = vector(x, at + step).fma(vector(y, to + next), b);
      c = vector(x, at + 2 * step).fma(vector(y, to + 2 * next), c);
      d = vector(x, at + 3 * step).fma(vector(y, to + 3 * next), d);
    }
    if (j < count) {
      a = vector(x, source + j * step).fma(vector(y, target + j * next), a);
    }
    if (j + 1 < count) {
      b = vector(x, source + (j + 1) * step).fma(vector(y, target + (j + 1) * next), b);
    }
    if (j + 2 < count) {
      c = vector(x, source + (j + 2) * step).fma(vector(y, target + (j + 2) * next), c);
    }
    return a.add(b).add(c.add(d));
  }

  private static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
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
    int whole = SPECIES.loopBound(channels);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector middle = vector(centre, c);
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      FloatVector q0 = s0;
      FloatVector q1 = s0;
      FloatVector q2 = s0;
      FloatVector q3 = s0;
      int at = from + c;
      int p = 0;
      for (; p + 4 <= pixels; p += 4, at += 4 * channels) {
        FloatVector d0 = vector(x, at).sub(middle);
        FloatVector d1 = vector(x, at + channels).sub(middle);
        FloatVector d2 = vector(x, at + 2 * channels).sub(middle);
        FloatVector d3 = vector(x, at + 3 * channels).sub(middle);
        s0 = s0.add(d0);
        s1 = s1.add(d1);
        s2 = s2.add(d2);
        s3 = s3.add(d3);
        q0 = d0.fma(d0, q0);
        q1 = d1.fma(d1, q1);
        q2 = d2.fma(d2, q2);
        q3 = d3.fma(d3, q3);
      }
      for (int turn = 0; p < pixels; p++, turn++, at += channels) {
        FloatVector d = vector(x, at).sub(middle);
        switch (turn) {
          case 0 -> {
            s0 = s0.add(d);
            q0 = d.fma(d, q0);
          }
          case 1 -> {
            s1 = s1.add(d);
            q1 = d.fma(d, q1);
          }
          default -> {
            s2 = s2.add(d);
            q2 = d.fma(d, q2);
          }
        }
      }
      s0.add(s1).add(s2.add(s3)).intoArray(first, c);
      q0.add(q1).add(q2.add(q3)).intoArray(second, c);
    }
    if (whole < channels) {
      PlainKernels.moments(x, from, pixels, channels, centre, first, second, whole);
    }
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
    int whole = SPECIES.loopBound(channels);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector middle = vector(centre, c);
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      FloatVector q0 = s0;
      FloatVector q1 = s0;
      FloatVector q2 = s0;
      FloatVector q3 = s0;
      int at = from + c;
      int p = 0;
      for (; p + 4 <= pixels; p += 4, at += 4 * channels) {
        FloatVector g0 = vector(g, at);
        FloatVector g1 = vector(g, at + channels);
        FloatVector g2 = vector(g, at + 2 * channels);
        FloatVector g3 = vector(g, at + 3 * channels);
        s0 = s0.add(g0);
        s1 = s1.add(g1);
        s2 = s2.add(g2);
        s3 = s3.add(g3);
        q0 = g0.fma(vector(x, at).sub(middle), q0);
        q1 = g1.fma(vector(x, at + channels).sub(middle), q1);
        q2 = g2.fma(vector(x, at + 2 * channels).sub(middle), q2);
        q3 = g3.fma(vector(x, at + 3 * channels).sub(middle), q3);
      }
      for (int turn = 0; p < pixels; p++, turn++, at += channels) {
        FloatVector gradient = vector(g, at);
        FloatVector d = vector(x, at).sub(middle);
        switch (turn) {
          case 0 -> {
            s0 = s0.add(gradient);
            q0 = gradient.fma(d, q0);
          }
          case 1 -> {
            s1 = s1.add(gradient);
            q1 = gradient.fma(d, q1);
          }
          default -> {
            s2 = s2.add(gradient);
            q2 = gradient.fma(d, q2);
          }
        }
      }
      s0.add(s1).add(s2.add(s3)).intoArray(first, c);
      q0.add(q1).add(q2.add(q3)).intoArray(second, c);
    }
    if (whole < channels) {
      PlainKernels.products(g, x, from, pixels, channels, centre, first, second, whole);
    }
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
    int whole = SPECIES.loopBound(channels);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector middle = vector(centre, c);
      FloatVector factor = vector(scale, c);
      FloatVector added = vector(shift, c);
      int end = from + pixels * channels;
      for (int at = from + c; at < end; at += channels) {
        vector(x, at).sub(middle).fma(factor, added).intoArray(y, at);
      }
    }
    if (whole < channels) {
      PlainKernels.normalise(x, from, pixels, channels, centre, scale, shift, y, whole);
    }
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
    int whole = SPECIES.loopBound(channels);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector middle = vector(centre, c);
      FloatVector factor = vector(scale, c);
      FloatVector mean = vector(first, c);
      FloatVector slope = vector(second, c).neg();
      int end = pixels * channels;
      for (int at = c; at < end; at += channels) {
        FloatVector rest = vector(g, at).sub(mean);
        factor.mul(vector(x, at).sub(middle).fma(slope, rest)).intoArray(dx, at);
      }
    }
    if (whole < channels) {
      PlainKernels.normaliseGradient(
          g, x, pixels, channels, centre, scale, first, second, dx, whole);
    }
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
  public void rectifyGradient(float[] y, float bound, float[] g, int size, float[] dx) {
    int whole = SPECIES.loopBound(size);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector most = FloatVector.broadcast(SPECIES, bound);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector value = vector(y, i);
      VectorMask<Float> passes =
          value.compare(VectorOperators.GT, zero).and(value.compare(VectorOperators.LT, most));
      zero.blend(vector(g, i), passes).intoArray(dx, i);
    }
    PlainKernels.rectifyGradient(y, bound, g, whole, size, dx);
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

  /** Short and of whole vectors most often, for which a call of arraycopy takes longer. */
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
      float[] tile,
      int pixels) {
    VectorRows.rows(map, at, offsets, depths, weights, w, tile, pixels);
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
      float[] tile) {
    VectorRows.rowGradient(x, at, gap, gradients, g, gradientGap, rows, columns, tile);
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
    // Piece by piece, so that what is added to is still near.
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
}
