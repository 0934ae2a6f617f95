package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a tape backwards, from one meeting with the other parts of a batch to the next. */
final class BackwardPass {
  private final Tape tape;
  private final Set<Node> until;
  private final boolean last;
  private final Observer observer;
  private final boolean[] carries;
  private final @Nullable Buffer[] gradients;
  private int next;

  /** Whether the next step has offered its values to the other parts. */
  private boolean offered;

  /** Begins a pass; see {@link convspectrum.gradients.batch.BatchProgram#backward}. */
  BackwardPass(
      Tape tape, Node from, double[] gradient, Set<Node> until, boolean last, Observer observer) {
    this.tape = tape;
    this.until = until;
    this.last = last;
    this.observer = observer;
    for (Rule rule : tape.rules) {
      rule.trained().clear();
    }
    this.carries = carries();
    this.gradients = new Buffer[tape.rules.length];
    PlanStep start = tape.plan.step(from);
    float[] seed = tape.pool.take(start.size());
    Tape.fill(start, gradient, seed);
    this.next = start.index();
    gradients[next] = new Buffer(seed);
  }

  /** Whether each step's gradient reaches the input, or weights whose gradients are needed. */
  private boolean[] carries() {
    boolean[] found = new boolean[tape.rules.length];
    for (PlanStep step : tape.plan.steps()) {
      boolean input = step.node().isPresent() && step.node().get().op() instanceof Op.Input;
      found[step.index()] =
          (input && tape.mode.inputGradients())
              || (tape.mode.weightGradients() && tape.rules[step.index()].trained().any())
              || step.inputs().stream().anyMatch(in -> found[in.index()]);
    }
    return found;
  }

  /** Runs on; returns whether the parts have to meet before it can go on, else it has ended. */
  boolean advance() {
    while (next >= 0) {
      Buffer buffer = gradients[next];
      PlanStep step = tape.plan.steps().get(next);
      if (buffer != null) {
        if (step.node().isEmpty() || !until.contains(step.node().get())) {
          if (offers(step, buffer)) {
            return true;
          }
          back(step, buffer);
        } else {
          show(step, buffer);
        }
        buffer.release(tape.pool);
        gradients[next] = null;
      }
      if (last) {
        tape.release(next);
      }
      next--;
    }
    return false;
  }

  /** Whether the step has just offered values that it needs of all parts. */
  private boolean offers(PlanStep step, Buffer buffer) {
    if (offered) {
      offered = false;
      return false;
    }
    show(step, buffer);
    Rule rule = tape.rules[next];
    load(step, buffer);
    rule.gatherGradient(tape.run);
    offered = rule.meets(tape.mode);
    return offered;
  }

  private void show(PlanStep step, Buffer gradient) {
    if (step.node().isPresent()) {
      Buffer value = tape.values[step.index()];
      observer.gradient(
          step.node().get(),
          tape.shown(step, gradient.elements),
          value == null ? null : tape.shown(step, value.elements));
    }
  }

  private void load(PlanStep step, Buffer buffer) {
    Operands run = tape.run;
    tape.load(step);
    Buffer value = tape.values[step.index()];
    run.output = value == null ? new float[0] : value.elements;
    run.gradient = buffer.elements;
    run.adds = false;
  }

  private void back(PlanStep step, Buffer buffer) {
    Operands run = tape.run;
    Rule rule = tape.rules[next];
    List<PlanStep> inputs = step.inputs();
    load(step, buffer);
    if (run.inputGradients.length != inputs.size()) {
      run.inputGradients = new float[inputs.size()][];
    }
    for (int i = 0; i < inputs.size(); i++) {
      int to = inputs.get(i).index();
      boolean known = rule.stops() && gradients[to] != null;
      boolean wanted = carries[to] && !rule.passes(i) && !known;
      run.inputGradients[i] = wanted ? target(rule, inputs.get(i), buffer, gradients[to]) : null;
    }
    rule.backward(run);
    for (int i = 0; i < inputs.size() && !run.adds; i++) {
      int to = inputs.get(i).index();
      float[] made = run.inputGradients[i];
      if (made == buffer.elements) {
        add(to, buffer.share());
      } else if (made != null) {
        add(to, new Buffer(made));
      } else if (carries[to] && rule.passes(i)) {
        add(to, buffer.share());
      }
    }
  }

  /**
   * Chooses the array for the gradient of an input: the array that it would be added to, the array
   * of the gradient that it is computed from, or a new one.
   */
  private float[] target(Rule rule, PlanStep input, Buffer gradient, @Nullable Buffer before) {
    tape.run.adds = rule.adds() && before != null && !before.isShared();
    if (before != null && tape.run.adds) {
      return before.elements;
    }
    return rule.overwrites() && !gradient.isShared()
        ? gradient.elements
        : tape.pool.take(input.size());
  }

  /** Adds to the gradient of a step; it does not change an array that is shared. */
  private void add(int to, Buffer part) {
    Buffer before = gradients[to];
    if (before == null) {
      gradients[to] = part;
      return;
    }
    Buffer sum = before.isShared() ? new Buffer(tape.pool.take(before.elements.length)) : before;
    float[][] terms = {before.elements, part.elements};
    tape.kernels.elements().sum(terms, sum.elements.length, sum.elements);
    part.release(tape.pool);
    if (sum != before) {
      before.release(tape.pool);
      gradients[to] = sum;
    }
  }
}
