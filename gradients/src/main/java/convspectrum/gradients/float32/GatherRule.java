package convspectrum.gradients.float32;

import convspectrum.executor.runtime.PlaceException;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;

/**
 * Takes places along one axis. The gradient of each place is the sum over all that took it; places
 * themselves have none.
 */
final class GatherRule implements Rule {
  private final String name;
  private final int size;
  private final int inner;

  GatherRule(PlanStep step, Op.Gather gather) {
    Shape from = step.inputs().getFirst().shape();
    this.name = step.node().orElseThrow().name();
    this.size = from.dim(gather.axis());
    int elements = 1;
    for (int behind = gather.axis() + 1; behind < from.rank(); behind++) {
      elements *= from.dim(behind);
    }
    this.inner = elements;
  }

  @Override
  public void forward(Operands run) {
    for (int i = 0; i < run.output.length / inner; i++) {
      System.arraycopy(run.inputs[0], from(run, i), run.output, i * inner, inner);
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradients[0];
    if (dx != null) {
      Arrays.fill(dx, 0);
      for (int i = 0; i < run.gradient.length / inner; i++) {
        int from = from(run, i);
        for (int j = 0; j < inner; j++) {
          dx[from + j] += run.gradient[i * inner + j];
        }
      }
    }
    float[] places = run.inputGradients[1];
    if (places != null) {
      Arrays.fill(places, 0);
    }
  }

  /** Returns the first element that the i-th copy takes. */
  private int from(Operands run, int i) {
    float[] places = run.inputs[1];
    int place = PlaceException.requireInside(name, places[i % places.length], size);
    return (i / places.length * size + place) * inner;
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return i == 1;
  }
}
