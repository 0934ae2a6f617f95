package convspectrum.gradients.batch;

import convspectrum.spec.graph.Op;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds activations that compute what an earlier step has computed. Cells of searched networks
 * apply an activation of its own to a value for each edge that reads it. Its values are the same
 * each time, and every further array of them would be written to memory that is in no near cache.
 */
public final class EqualSteps {
  private static final int NONE = -1;

  private EqualSteps() {}

  /** Returns for each step the first one that computes the same, or −1 if no earlier one does. */
  public static int[] of(BatchPlan plan) {
    int[] equal = new int[plan.steps().size()];
    Arrays.fill(equal, NONE);
    Map<List<Object>, Integer> first = new HashMap<>();
    for (PlanStep step : plan.steps()) {
      if (step.node().isPresent() && step.node().get().op() instanceof Op.Activation activation) {
        Integer before =
            first.putIfAbsent(List.of(activation, step.input(), step.layout()), step.index());
        equal[step.index()] = before == null ? NONE : before;
      }
    }
    return equal;
  }
}
