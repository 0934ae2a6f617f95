package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import java.util.Set;

/**
 * What a forward pass is for; it keeps no more than that needs.
 *
 * @param statistics what batch norms normalise with
 * @param inputGradients whether a backward pass shall reach the inputs
 * @param weightGradients whether a backward pass shall make gradients of weights
 * @param kept nodes whose values the observer of the backward pass shall see beside their gradients
 */
public record RunMode(
    Statistics statistics, boolean inputGradients, boolean weightGradients, Set<Node> kept) {
  public RunMode {
    kept = Set.copyOf(kept);
  }

  /** Forward only. */
  public static RunMode forward(Statistics statistics) {
    return new RunMode(statistics, false, false, Set.of());
  }

  /** Forward, then backward to the inputs alone. */
  public static RunMode toInputs(Statistics statistics) {
    return new RunMode(statistics, true, false, Set.of());
  }

  /** Forward, then backward to the weights alone. */
  public static RunMode toWeights(Statistics statistics) {
    return new RunMode(statistics, false, true, Set.of());
  }

  /** The same, with values kept. */
  public RunMode keeping(Set<Node> nodes) {
    return new RunMode(statistics, inputGradients, weightGradients, nodes);
  }

  /** Whether there is a backward pass at all. */
  public boolean backward() {
    return inputGradients || weightGradients;
  }
}
