package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import jdk.incubator.vector.FloatVector;

/** The loops of norms in the Vector API. */
final class VectorNorms implements NormKernels {
  static final VectorNorms ALL = new VectorNorms();

  private VectorNorms() {}

  /**
   * Elements of whole pixels that stay in the first-level cache while the vectors of channels take
   * turns; one vector alone would go through all memory in long strides.
   */
  private static int piece(int channels) {
    return Math.max(VectorKernels.PIECE / channels, 1) * channels;
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
      new PlainNorms(whole).moments(x, from, pixels, channels, centre, first, second);
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
      new PlainNorms(whole).products(g, x, from, pixels, channels, centre, first, second);
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
    int piece = piece(channels);
    int last = from + pixels * channels;
    for (int start = from; start < last; start += piece) {
      int end = Math.min(start + piece, last);
      for (int c = 0; c < whole; c += LANES) {
        FloatVector middle = vector(centre, c);
        FloatVector factor = vector(scale, c);
        FloatVector added = vector(shift, c);
        for (int at = start + c; at < end; at += channels) {
          vector(x, at).sub(middle).fma(factor, added).intoArray(y, at);
        }
      }
    }
    if (whole < channels) {
      new PlainNorms(whole).normalise(x, from, pixels, channels, centre, scale, shift, y);
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
    int piece = piece(channels);
    int last = pixels * channels;
    for (int start = 0; start < last; start += piece) {
      int end = Math.min(start + piece, last);
      for (int c = 0; c < whole; c += LANES) {
        FloatVector middle = vector(centre, c);
        FloatVector factor = vector(scale, c);
        FloatVector mean = vector(first, c);
        FloatVector slope = vector(second, c).neg();
        for (int at = start + c; at < end; at += channels) {
          FloatVector rest = vector(g, at).sub(mean);
          factor.mul(vector(x, at).sub(middle).fma(slope, rest)).intoArray(dx, at);
        }
      }
    }
    if (whole < channels) {
      new PlainNorms(whole)
          .normaliseGradient(g, x, pixels, channels, centre, scale, first, second, dx);
    }
  }
}
