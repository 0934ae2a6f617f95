package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Interpolation;

/** Resizes height and width; both maps have the same channel order. */
public final class ResizeStep implements Step {
  private final FeatureMap in;
  private final FeatureMap out;
  private final Interpolation interpolation;

  /** Creates a resize to the size of {@code out}. */
  public ResizeStep(FeatureMap in, FeatureMap out, Interpolation interpolation) {
    this.in = in;
    this.out = out;
    this.interpolation = interpolation;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int rows = out.batch() * out.height();
    int end = Share.start(rows, part + 1, parts);
    for (int row = Share.start(rows, part, parts); row < end; row++) {
      int n = row / out.height();
      int y = row % out.height();
      double h = position(y, in.height(), out.height());
      for (int x = 0; x < out.width(); x++) {
        double w = position(x, in.width(), out.width());
        pixel(memory.values(), n, h, w, out.at(n, y, x));
      }
    }
  }

  /** The position of output pixel i among {@code size} input pixels; an integer for nearest. */
  private double position(int i, int size, int outputs) {
    double position =
        switch (interpolation) {
          case NEAREST -> Math.floorDiv((long) i * size, outputs);
          case BILINEAR -> (i + 0.5) * size / outputs - 0.5;
          case BILINEAR_ALIGN_CORNERS -> outputs == 1 ? 0 : i * (size - 1.0) / (outputs - 1);
        };
    return Math.clamp(position, 0, size - 1);
  }

  /** Computes the weighted mean of the four pixels around (h, w). */
  private void pixel(float[] values, int n, double h, double w, int to) {
    int slots = in.order().slots();
    int top = (int) h;
    int left = (int) w;
    int from = in.at(n, top, left);
    if (h == top && w == left) {
      System.arraycopy(values, from, values, to, slots);
      return;
    }
    // A pixel with weight 0 is not read, since infinity times 0 would be NaN.
    int right = w == left ? 0 : in.pixel();
    int below = h == top ? 0 : in.row();
    double rightShare = w - left;
    double lowerShare = h - top;
    for (int c = 0; c < slots; c++) {
      int place = from + c;
      double upper = values[place] * (1 - rightShare) + values[place + right] * rightShare;
      double lower =
          values[place + below] * (1 - rightShare) + values[place + below + right] * rightShare;
      values[to + c] = (float) (upper * (1 - lowerShare) + lower * lowerShare);
    }
  }
}
