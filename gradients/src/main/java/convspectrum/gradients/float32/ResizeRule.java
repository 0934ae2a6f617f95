package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;

/** Resizes height and width: each pixel is a weighted mean of up to four. */
final class ResizeRule implements Rule {
  private final Shape in;
  private final Shape out;
  private final double[] rows;
  private final double[] columns;

  ResizeRule(PlanStep step, Interpolation interpolation) {
    this.in = step.input().shape();
    this.out = step.shape();
    this.rows = positions(interpolation, in.height(), out.height());
    this.columns = positions(interpolation, in.width(), out.width());
  }

  /** Returns the positions of output pixels among the input's. */
  private static double[] positions(Interpolation interpolation, int in, int out) {
    double[] positions = new double[out];
    for (int i = 0; i < out; i++) {
      double position =
          switch (interpolation) {
            case NEAREST -> Math.floorDiv((long) i * in, out);
            case BILINEAR -> (i + 0.5) * in / out - 0.5;
            case BILINEAR_ALIGN_CORNERS -> out == 1 ? 0 : i * (in - 1.0) / (out - 1);
          };
      positions[i] = Math.clamp(position, 0, in - 1);
    }
    return positions;
  }

  @Override
  public void forward(Operands run) {
    Arrays.fill(run.output, 0);
    walk((to, from, share) -> run.output[to] += (float) (run.input()[from] * share));
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      Arrays.fill(dx, 0);
      walk((to, from, share) -> dx[from] += (float) (run.gradient[to] * share));
    }
  }

  private interface Share {
    void of(int to, int from, double share);
  }

  private void walk(Share each) {
    int channels = in.channels();
    for (int n = 0; n < out.batch(); n++) {
      for (int i = 0; i < out.height(); i++) {
        for (int j = 0; j < out.width(); j++) {
          int to = ((n * out.height() + i) * out.width() + j) * channels;
          corner(each, n, to, i, j, 0, 0);
          corner(each, n, to, i, j, 0, 1);
          corner(each, n, to, i, j, 1, 0);
          corner(each, n, to, i, j, 1, 1);
        }
      }
    }
  }

  private void corner(Share each, int n, int to, int i, int j, int below, int beside) {
    int row = (int) rows[i];
    int column = (int) columns[j];
    double down = rows[i] - row;
    double right = columns[j] - column;
    double share = (below == 0 ? 1 - down : down) * (beside == 0 ? 1 - right : right);
    if (share > 0) {
      int from = ((n * in.height() + row + below) * in.width() + column + beside) * in.channels();
      for (int c = 0; c < in.channels(); c++) {
        each.of(to + c, from + c, share);
      }
    }
  }
}
