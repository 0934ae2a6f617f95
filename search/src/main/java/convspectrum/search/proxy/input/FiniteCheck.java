package convspectrum.search.proxy.input;

import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.spec.graph.Node;
import org.jspecify.annotations.Nullable;

/** Finds the first op that computes a number that is not finite. */
public final class FiniteCheck implements Observer {
  private @Nullable Node first;

  private FiniteCheck() {}

  @Override
  public void value(Node node, Values value) {
    if (first == null && !value.isFinite()) {
      first = node;
    }
  }

  /** The exception for a run whose outputs are not finite; it runs again to find where. */
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
