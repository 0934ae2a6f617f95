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
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a plan step by step, keeps the values that its rules need, and runs it backwards. */
public final class Tape implements BatchProgram {
  final BatchPlan plan;
  final Kernels kernels;
  final Rule[] rules;
  final Pool pool;
  final @Nullable Buffer[] values;
  final Operands run = new Operands();
  RunMode mode = RunMode.forward(convspectrum.gradients.batch.Statistics.RUNNING);

  /** Creates a tape of a plan and reads the weights. */
  public Tape(BatchPlan plan, Weights weights) {
    this(plan, weights, Kernels.preferred());
  }

  public Tape(BatchPlan plan, Weights weights, Kernels kernels) {
    this(plan, weights, kernels, BatchPart.whole(), Pool.ofThread());
  }

  /** Creates the tape of a part of a batch. Tapes of one pool run in one thread. */
  Tape(BatchPlan plan, Weights weights, Kernels kernels, BatchPart part, Pool pool) {
    if (plan.graph().inputs().size() != 1) {
      throw new UnsupportedGraphException(
          "%s has %d inputs; expected one"
              .formatted(plan.graph().name(), plan.graph().inputs().size()));
    }
    this.plan = plan;
    this.kernels = kernels;
    this.pool = pool;
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
    alone(begin(input, mode, observer).advance());
    return output();
  }

  /** Begins a forward pass, which the parts of a batch advance together. */
  ForwardPass begin(double[] input, RunMode mode, Observer observer) {
    for (int i = 0; i < values.length; i++) {
      release(i);
    }
    requireMemory(mode);
    this.mode = mode;
    return new ForwardPass(this, input, observer);
  }

  /** The graph's first output after a forward pass, row-major. */
  double[] output() {
    PlanStep last = plan.step(graph().outputs().getFirst());
    return shown(last, held(last.index()).elements).rowMajor();
  }

  private static void alone(boolean meets) {
    if (meets) {
      throw new IllegalStateException("the pass of a part cannot be run without the others");
    }
  }

  /** Copies row-major elements into the layout of the step. */
  static void fill(PlanStep step, double[] input, float[] output) {
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

  /** Sets the inputs of a rule. */
  void load(PlanStep step) {
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

  Values shown(PlanStep step, float[] elements) {
    Layout layout = step.layout();
    return new ArrayValues(kernels, step.shape(), layout, new ArrayValues.Memory(elements));
  }

  Buffer held(int index) {
    Buffer buffer = values[index];
    if (buffer == null) {
      throw new IllegalStateException("the value of step " + index + " is gone");
    }
    return buffer;
  }

  void release(int index) {
    Buffer buffer = values[index];
    if (buffer != null) {
      buffer.release(pool);
      values[index] = null;
    }
  }

  @Override
  public void backward(
      Node from, double[] gradient, Set<Node> until, boolean last, Observer observer) {
    alone(new BackwardPass(this, from, gradient, until, last, observer).advance());
  }

  /** Begins a backward pass from the graph's first output, the only one over these values. */
  BackwardPass beginBackward(double[] gradient, Observer observer) {
    Node from = graph().outputs().getFirst();
    return new BackwardPass(this, from, gradient, Set.of(), true, observer);
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

  Footprint footprint(RunMode mode) {
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
