package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import java.util.Set;

/**
 * The purpose of a forward pass, which keeps no more values than this purpose needs.
 *
 * @param statistics the statistics that batch norms use
 * @param inputGradients whether a backward pass computes gradients of the inputs
 * @param weightGradients whether a backward pass computes gradients of weights
 * @param kept nodes whose values the observer of the backward pass receives with their gradients
 */
public record RunMode(
    Statistics statistics, boolean inputGradients, boolean weightGradients, Set<Node> kept) {
  public RunMode {
    kept = Set.copyOf(kept);
  }

  /** A forward pass only. */
  public static RunMode forward(Statistics statistics) {
    return new RunMode(statistics, false, false, Set.of());
  }

  /** A forward pass, then a backward pass to the inputs alone. */
  public static RunMode toInputs(Statistics statistics) {
    return new RunMode(statistics, true, false, Set.of());
  }

  /** A forward pass, then a backward pass to the weights alone. */
  public static RunMode toWeights(Statistics statistics) {
    return new RunMode(statistics, false, true, Set.of());
  }

  /** Returns the same mode that also keeps the values of these nodes. */
  public RunMode keeping(Set<Node> nodes) {
    return new RunMode(statistics, inputGradients, weightGradients, nodes);
  }

  /** Whether there is a backward pass. */
  public boolean backward() {
    return inputGradients || weightGradients;
  }
}
