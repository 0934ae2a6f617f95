package convspectrum.gradients.float32;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.BatchPart;
import convspectrum.gradients.batch.BatchPlan;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Footprint;
import convspectrum.gradients.batch.Layout;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Values;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a plan step by step, keeps the values that its rules need, and runs it backwards. */
public final class Tape implements BatchProgram {
  private final BatchPlan plan;
  private final Kernels kernels;
  private final Rule[] rules;
  private final Pool pool = Pool.ofThread();
  private final @Nullable Buffer[] values;
  private final Operands run = new Operands();
  private RunMode mode = RunMode.forward(convspectrum.gradients.batch.Statistics.RUNNING);

  /** Creates a tape of a plan and reads the weights. */
  public Tape(BatchPlan plan, Weights weights) {
    this(plan, weights, Kernels.preferred());
  }

  public Tape(BatchPlan plan, Weights weights, Kernels kernels) {
    this(plan, weights, kernels, BatchPart.whole());
  }

  /** Creates the tape of a part of a batch; its memory is that of this thread. */
  Tape(BatchPlan plan, Weights weights, Kernels kernels, BatchPart part) {
    if (plan.graph().inputs().size() != 1) {
      throw new UnsupportedGraphException(
          "%s has %d inputs; expected one"
              .formatted(plan.graph().name(), plan.graph().inputs().size()));
    }
    this.plan = plan;
    this.kernels = kernels;
    Rules chooser = new Rules(kernels, weights, part);
    this.rules = plan.steps().stream().map(chooser::of).toArray(Rule[]::new);
    this.values = new Buffer[rules.length];
  }

  @Override
  public Graph graph() {
    return plan.graph();
  }

  @Override
  public double[] forward(double[] input, RunMode mode, Observer observer) {
    for (int i = 0; i < values.length; i++) {
      release(i);
    }
    requireMemory(mode);
    this.mode = mode;
    Footprint footprint = footprint(mode);
    for (PlanStep step : plan.steps()) {
      Rule rule = rules[step.index()];
      Buffer buffer =
          rule.copies() ? held(step.input().index()).share() : new Buffer(pool.take(step.size()));
      values[step.index()] = buffer;
      float[] output = buffer.elements;
      if (step.node().isPresent() && step.node().get().op() instanceof Op.Input) {
        fill(step, input, output);
      } else {
        load(step);
        run.output = output;
        rule.forward(run);
      }
      if (step.node().isPresent()) {
        observer.value(step.node().get(), shown(step, output));
      }
      footprint.releasedAfter(step).forEach(this::release);
    }
    PlanStep last = plan.step(graph().outputs().getFirst());
    double[] result = shown(last, held(last.index()).elements).rowMajor();
    return result;
  }

  /** Copies row-major elements into the layout of the step. */
  private static void fill(PlanStep step, double[] input, float[] output) {
    if (input.length != output.length) {
      throw new IllegalArgumentException(
          "an input of %d elements; expected %d, for %s"
              .formatted(input.length, output.length, step.shape()));
    }
    int[] places = step.layout().places(step.shape());
    for (int i = 0; i < output.length; i++) {
      output[i] = (float) input[places[i]];
    }
  }

  private void load(PlanStep step) {
    List<PlanStep> inputs = step.inputs();
    run.mode = mode;
    if (run.inputs.length != inputs.size()) {
      run.inputs = new float[inputs.size()][];
    }
    for (int i = 0; i < inputs.size(); i++) {
      Buffer buffer = values[inputs.get(i).index()];
      run.inputs[i] = buffer == null ? new float[0] : buffer.elements;
    }
  }

  private Values shown(PlanStep step, float[] elements) {
    Layout layout = step.layout();
    return new ArrayValues(kernels, step.shape(), layout, new ArrayValues.Memory(elements));
  }

  private Buffer held(int index) {
    Buffer buffer = values[index];
    if (buffer == null) {
      throw new IllegalStateException("the value of step " + index + " is gone");
    }
    return buffer;
  }

  private void release(int index) {
    Buffer buffer = values[index];
    if (buffer != null) {
      buffer.release(pool);
      values[index] = null;
    }
  }

  @Override
  public void backward(
      Node from, double[] gradient, Set<Node> until, boolean last, Observer observer) {
    for (Rule rule : rules) {
      rule.trained().clear();
    }
    boolean[] carries = carries();
    @Nullable Buffer[] gradients = new Buffer[rules.length];
    PlanStep start = plan.step(from);
    float[] seed = pool.take(start.size());
    fill(start, gradient, seed);
    gradients[start.index()] = new Buffer(seed);
    for (int i = start.index(); i >= 0; i--) {
      Buffer buffer = gradients[i];
      PlanStep step = plan.steps().get(i);
      if (buffer != null) {
        show(step, buffer, observer);
        if (step.node().isEmpty() || !until.contains(step.node().get())) {
          back(step, buffer, carries, gradients);
        }
        buffer.release(pool);
        gradients[i] = null;
      }
      if (last) {
        release(i);
      }
    }
  }

  private void show(PlanStep step, Buffer gradient, Observer observer) {
    if (step.node().isPresent()) {
      Buffer value = values[step.index()];
      observer.gradient(
          step.node().get(),
          shown(step, gradient.elements),
          value == null ? null : shown(step, value.elements));
    }
  }

  /** Whether each step's gradient reaches the input, or weights whose gradients are needed. */
  private boolean[] carries() {
    boolean[] carries = new boolean[rules.length];
    for (PlanStep step : plan.steps()) {
      boolean input = step.node().isPresent() && step.node().get().op() instanceof Op.Input;
      carries[step.index()] =
          (input && mode.inputGradients())
              || (mode.weightGradients() && rules[step.index()].trained().any())
              || step.inputs().stream().anyMatch(in -> carries[in.index()]);
    }
    return carries;
  }

  private void back(PlanStep step, Buffer buffer, boolean[] carries, @Nullable Buffer[] gradients) {
    Rule rule = rules[step.index()];
    List<PlanStep> inputs = step.inputs();
    load(step);
    Buffer value = values[step.index()];
    run.output = value == null ? new float[0] : value.elements;
    run.gradient = buffer.elements;
    run.adds = false;
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
        add(gradients, to, buffer.share());
      } else if (made != null) {
        add(gradients, to, new Buffer(made));
      } else if (carries[to] && rule.passes(i)) {
        add(gradients, to, buffer.share());
      }
    }
  }

  /**
   * Chooses the array for the gradient of an input: the array that it would be added to, the array
   * of the gradient that it is computed from, or a new one.
   */
  private float[] target(Rule rule, PlanStep input, Buffer gradient, @Nullable Buffer before) {
    run.adds = rule.adds() && before != null && !before.isShared();
    if (before != null && run.adds) {
      return before.elements;
    }
    return rule.overwrites() && !gradient.isShared() ? gradient.elements : pool.take(input.size());
  }

  /** Adds to the gradient of a step; it does not change an array that is shared. */
  private void add(@Nullable Buffer[] gradients, int to, Buffer part) {
    Buffer before = gradients[to];
    if (before == null) {
      gradients[to] = part;
      return;
    }
    Buffer sum = before.isShared() ? new Buffer(pool.take(before.elements.length)) : before;
    float[][] terms = {before.elements, part.elements};
    kernels.elements().sum(terms, sum.elements.length, sum.elements);
    part.release(pool);
    if (sum != before) {
      before.release(pool);
      gradients[to] = sum;
    }
  }

  @Override
  public double[] gradient(Node node, ParameterSlot slot) {
    float[] gradient = rules[plan.step(node).index()].trained().gradient(slot.role());
    double[] copy = new double[gradient.length];
    Arrays.setAll(copy, i -> gradient[i]);
    return copy;
  }

  /** Returns the rule of a node. */
  Rule rule(Node node) {
    return rules[plan.step(node).index()];
  }

  @Override
  public double firstGradient(Node node, ParameterSlot slot) {
    return rules[plan.step(node).index()].trained().firstGradient(slot.role());
  }

  @Override
  public long peakBytes(RunMode mode) {
    return footprint(mode).peakElements() * Float.BYTES;
  }

  private Footprint footprint(RunMode mode) {
    return new Footprint(
        plan,
        mode,
        step -> rules[step.index()].keepsOutput(),
        (step, i) -> rules[step.index()].keepsInput(i, mode));
  }

  private void requireMemory(RunMode mode) {
    long needed = peakBytes(mode);
    long available = Runtime.getRuntime().maxMemory();
    if (needed > available) {
      throw new OutOfMemoryException(
          graph().name(), graph().inputs().getFirst().shape().batch(), needed, available);
    }
  }
}
