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
  public static UndefinedScoreException failure(
      BatchProgram program, double[] input, Statistics statistics) {
    FiniteCheck check = new FiniteCheck();
    program.forward(input, RunMode.forward(statistics), check);
    Node node = check.first;
    return new UndefinedScoreException(
        node == null
            ? "the gradient overflows, though no value does"
            : "%s (%s) is the first layer whose values overflow"
                .formatted(node.name(), node.op().typeName()));
  }
}
