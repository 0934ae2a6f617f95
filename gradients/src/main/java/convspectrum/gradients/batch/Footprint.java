package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Computes when each step's value is no longer needed, and so how much memory a run uses. */
public final class Footprint {
  /** Tells whether a step's backward pass reads an input. */
  public interface KeepsInput {
    /** Whether it reads input {@code i} of the step. */
    boolean test(PlanStep step, int i);
  }

  private final BatchPlan plan;
  private final boolean[] kept;
  private final List<List<Integer>> released = new ArrayList<>();

  /** Creates the footprint of a run whose rules keep these outputs and inputs. */
  public Footprint(
      BatchPlan plan, RunMode mode, Predicate<PlanStep> keepsOutput, KeepsInput keepsInput) {
    this.plan = plan;
    int steps = plan.steps().size();
    this.kept = new boolean[steps];
    int[] lastReader = new int[steps];
    for (PlanStep step : plan.steps()) {
      lastReader[step.index()] = step.index();
      released.add(new ArrayList<>());
    }
    for (PlanStep step : plan.steps()) {
      keep(step, mode, keepsOutput, keepsInput);
      step.inputs().forEach(input -> lastReader[input.index()] = step.index());
    }
    kept[plan.step(plan.graph().outputs().getFirst()).index()] = true;
    for (int i = 0; i < steps; i++) {
      if (!kept[i]) {
        released.get(lastReader[i]).add(i);
      }
    }
  }

  private void keep(
      PlanStep step, RunMode mode, Predicate<PlanStep> keepsOutput, KeepsInput keepsInput) {
    if (!mode.backward()) {
      return;
    }
    boolean shown = step.node().isPresent() && isKept(step.node().get(), mode);
    kept[step.index()] |= keepsOutput.test(step) || shown;
    for (int i = 0; i < step.inputs().size(); i++) {
      kept[step.inputs().get(i).index()] |= keepsInput.test(step, i);
    }
  }

  private static boolean isKept(Node node, RunMode mode) {
    return mode.kept().contains(node);
  }

  /** Returns the steps whose values are no longer needed after this step of the forward pass. */
  public List<Integer> releasedAfter(PlanStep step) {
    return released.get(step.index());
  }

  /**
   * Returns the largest number of elements of all values at a time. A backward pass usually needs
   * two gradients of the largest value in addition.
   */
  public long peakElements() {
    long live = 0;
    long peak = 0;
    long largest = 0;
    for (PlanStep step : plan.steps()) {
      live += step.shape().elements();
      largest = Math.max(largest, step.shape().elements());
      peak = Math.max(peak, live);
      for (int index : releasedAfter(step)) {
        live -= plan.steps().get(index).shape().elements();
      }
    }
    return Math.max(peak, live + 2 * largest);
  }
}
