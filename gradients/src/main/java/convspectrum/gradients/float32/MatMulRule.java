package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Broadcast;
import convspectrum.gradients.batch.Layout;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;

/** Computes Y = AB over the last two axes with broadcast leading axes; dA = GBᵀ, dB = AᵀG. */
final class MatMulRule implements Rule {
  private final int rows;
  private final int inner;
  private final int columns;
  private final int[] first;
  private final int[] second;

  MatMulRule(PlanStep step) {
    Shape a = step.inputs().get(0).shape();
    Shape b = step.inputs().get(1).shape();
    this.rows = a.dim(-2);
    this.inner = a.dim(-1);
    this.columns = b.dim(-1);
    this.first = matrices(a, step.shape());
    this.second = matrices(b, step.shape());
  }

  /** Returns for each matrix of the result the number of the input's matrix. */
  private static int[] matrices(Shape in, Shape out) {
    return Broadcast.sources(
        in.with(-1, 1).with(-2, 1),
        Layout.ROW_MAJOR,
        out.with(-1, 1).with(-2, 1),
        Layout.ROW_MAJOR);
  }

  @Override
  public void forward(Operands run) {
    for (int m = 0; m < first.length; m++) {
      int a = first[m] * rows * inner;
      int b = second[m] * inner * columns;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += (double) run.inputs[0][a + i * inner + k] * run.inputs[1][b + k * columns + j];
          }
          run.output[(m * rows + i) * columns + j] = (float) sum;
        }
      }
    }
  }

  @Override
  public void backward(Operands run) {
    float[] da = run.inputGradients[0];
    float[] db = run.inputGradients[1];
    if (da != null) {
      Arrays.fill(da, 0);
    }
    if (db != null) {
      Arrays.fill(db, 0);
    }
    for (int m = 0; m < first.length; m++) {
      int a = first[m] * rows * inner;
      int b = second[m] * inner * columns;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          float g = run.gradient[(m * rows + i) * columns + j];
          for (int k = 0; k < inner; k++) {
            if (da != null) {
              da[a + i * inner + k] += g * run.inputs[1][b + k * columns + j];
            }
            if (db != null) {
              db[b + k * columns + j] += g * run.inputs[0][a + i * inner + k];
            }
          }
        }
      }
    }
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return true;
  }
}
