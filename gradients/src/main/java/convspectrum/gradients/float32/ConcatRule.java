package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.spec.graph.Op;

/** Joins inputs along one axis: runs of elements of each input alternate. */
final class ConcatRule implements Rule {
  /** Number of elements of each input from one run to the next. */
  private final int[] runs;

  private final int row;
  private final int rows;

  ConcatRule(PlanStep step, Op.Concat concat) {
    int position = step.layout().position(concat.axis(), step.shape());
    this.runs =
        step.inputs().stream()
            .mapToInt(input -> {
              int[] sizes = step.layout().sizes(input.shape());
              int run = 1;
              for (int axis = position; axis < sizes.length; axis++) {
                run *= sizes[axis];
              }
              return run;
            })
            .toArray();
    int sum = 0;
    for (int run : runs) {
      sum += run;
    }
    this.row = sum;
    this.rows = step.size() / row;
  }

  @Override
  public void forward(Operands run) {
    int offset = 0;
    for (int k = 0; k < runs.length; k++) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(run.inputs[k], i * runs[k], run.output, i * row + offset, runs[k]);
      }
      offset += runs[k];
    }
  }

  @Override
  public void backward(Operands run) {
    int offset = 0;
    for (int k = 0; k < runs.length; k++) {
      float[] dx = run.inputGradients[k];
      if (dx != null) {
        for (int i = 0; i < rows; i++) {
          System.arraycopy(run.gradient, i * row + offset, dx, i * runs[k], runs[k]);
        }
      }
      offset += runs[k];
    }
  }
}
