package convspectrum.search.proxy.input;

import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.spec.graph.Node;
import org.jspecify.annotations.Nullable;

/** Finds which op is the first to compute what is no finite number. */
public final class FiniteCheck implements Observer {
  private @Nullable Node first;

  private FiniteCheck() {}

  @Override
  public void value(Node node, Values value) {
    if (first == null && !value.isFinite()) {
      first = node;
    }
  }

  /** What to throw where the outputs of a run are not finite: it is run again to see where. */
  public static NotFiniteException failure(
      BatchProgram program, double[] input, Statistics statistics, String what) {
    FiniteCheck check = new FiniteCheck();
    program.forward(input, RunMode.forward(statistics), check);
    Node node = check.first;
    return new NotFiniteException(
        node == null
            ? what + ": the gradient is not finite, though every value is"
            : "%s: %s is the first to compute what is no finite number: %s"
                .formatted(what, node.name(), node.op()));
  }
}
