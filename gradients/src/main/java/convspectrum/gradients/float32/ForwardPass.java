package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Footprint;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.spec.graph.Op;
import java.util.List;

/** Runs a tape forwards, from one meeting with the other parts of a batch to the next. */
final class ForwardPass {
  private final Tape tape;
  private final double[] input;
  private final Observer observer;
  private final Footprint footprint;
  private int next;

  /** Whether the next step has offered its values to the other parts. */
  private boolean offered;

  /**
   * Begins a pass.
   *
   * @param input the elements of the graph's only input, row-major
   * @param observer receives the value of every node
   */
  ForwardPass(Tape tape, double[] input, Observer observer) {
    this.tape = tape;
    this.input = input;
    this.observer = observer;
    this.footprint = tape.footprint(tape.mode);
  }

  /** Runs on; returns whether the parts have to meet before it can go on, else it has ended. */
  boolean advance() {
    List<PlanStep> steps = tape.plan.steps();
    while (next < steps.size()) {
      PlanStep step = steps.get(next);
      Rule rule = tape.rules[next];
      tape.load(step);
      if (!offered) {
        rule.gather(tape.run);
        offered = rule.meets(tape.mode);
        if (offered) {
          return true;
        }
      }
      offered = false;
      compute(step, rule);
      footprint.releasedAfter(step).forEach(tape::release);
      next++;
    }
    return false;
  }

  private void compute(PlanStep step, Rule rule) {
    Buffer buffer =
        rule.copies()
            ? tape.held(step.input().index()).share()
            : new Buffer(tape.pool.take(step.size()));
    tape.values[next] = buffer;
    if (step.node().isPresent() && step.node().get().op() instanceof Op.Input) {
      Tape.fill(step, input, buffer.elements);
    } else {
      tape.run.output = buffer.elements;
      rule.forward(tape.run);
    }
    if (step.node().isPresent()) {
      observer.value(step.node().get(), tape.shown(step, buffer.elements));
    }
  }
}
