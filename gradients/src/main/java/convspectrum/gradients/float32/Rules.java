package convspectrum.gradients.float32;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_MEAN;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_VAR;
import static convspectrum.spec.graph.ParameterSlot.VALUE;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.gradients.batch.BatchPart;
import convspectrum.gradients.batch.Layout;
import convspectrum.gradients.batch.Moves;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.Pointwise;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.window.PaddedMaps;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;

/** Chooses the rule of a step. */
final class Rules {
  private final Kernels kernels;
  private final Weights weights;
  private final BatchPart part;
  private final PaddedMaps maps = new PaddedMaps();

  Rules(Kernels kernels, Weights weights, BatchPart part) {
    this.kernels = kernels;
    this.weights = weights;
    this.part = part;
  }

  Rule of(PlanStep step) {
    return step.node().isPresent()
        ? of(step, step.node().get())
        : new MapRule(Moves.layout(step), 0);
  }

  private Rule of(PlanStep step, Node node) {
    return switch (node.op()) {
      case Op.Input _ -> new InputRule();
      case Op.Composite _ -> throw Expansion.notExpanded(node);
      case Op.Constant constant -> new ConstantRule(stored(node, VALUE), constant.learned());
      case Op.Conv conv -> convolution(step, node, conv);
      case Op.Linear linear ->
          new LinearRule(
              kernels, step, linear, stored(node, WEIGHT), stored(node, BIAS, linear.bias()));
      case Op.BatchNorm norm ->
          new BatchNormRule(
              kernels,
              part,
              step,
              norm.epsilon(),
              stored(node, WEIGHT, norm.scale()),
              stored(node, BIAS, norm.shift()),
              stored(node, RUNNING_MEAN),
              stored(node, RUNNING_VAR));
      case Op.LayerNorm norm -> layerNorm(step, node, norm);
      case Op.Activation activation -> activation(step, activation);
      case Op.Pool pool ->
          pool.kind() == PoolKind.MAX
              ? new MaxPoolRule(step, pool.window())
              : new AveragePoolRule(kernels, step, pool);
      case Op.GlobalPool pool -> new GlobalPoolRule(kernels, step, pool.kind());
      case Op.Add add -> alike(step) ? new AddRule(kernels) : new BroadcastRule(step, add);
      case Op.Multiply multiply ->
          GateRule.takes(step) ? new GateRule(kernels, step) : new BroadcastRule(step, multiply);
      case Op.Binary binary -> new BroadcastRule(step, binary);
      case Op.Where where -> new BroadcastRule(step, where);
      case Op.Concat concat -> new ConcatRule(step, concat);
      case Op.Slice slice -> new MapRule(Moves.slice(step, slice), 0);
      case Op.ChannelShuffle shuffle -> new MapRule(Moves.shuffle(step, shuffle.groups()), 0);
      case Op.Pad pad -> new MapRule(Moves.pad(step, pad.padding()), pad.value());
      case Op.Resize resize -> new ResizeRule(step, resize.interpolation());
      case Op.Softmax softmax -> new SoftmaxRule(step, softmax.axis());
      case Op.MatMul _ -> new MatMulRule(step);
      case Op.Transpose transpose ->
          new MapRule(Moves.transpose(transpose.permutation(), step.input().shape()), 0);
      case Op.Gather gather -> new GatherRule(step, gather);
      case Op.Identity identity when identity.dropout() > 0 ->
          new DropoutRule(part, step, node.index(), identity.dropout());
      case Op.View _ -> new CopyRule();
      case Op.Scale scale -> new ScaleRule(scale.factor());
      case Op.ChannelScale _ -> new ChannelScaleRule(kernels, step, stored(node, WEIGHT));
      case Op.Zero _ -> new ZeroRule();
      case Op.Unary unary -> new PointwiseRule(Pointwise.of(unary.function()));
      case Op.Reduce reduce -> new ReduceRule(step, reduce.function());
    };
  }

  private Rule convolution(PlanStep step, Node node, Op.Conv conv) {
    float[] weight = stored(node, WEIGHT);
    float[] bias = stored(node, BIAS, conv.bias());
    Shape in = step.input().shape();
    if (GroupedRule.takes(conv, in)) {
      return new GroupedRule(kernels, maps, step, conv, weight, bias);
    }
    return RowConvolutionRule.takes(conv, in, step.shape())
        ? new RowConvolutionRule(kernels, maps, step, conv, weight, bias)
        : new ConvolutionRule(kernels, step, conv, weight, bias);
  }

  private Rule layerNorm(PlanStep step, Node node, Op.LayerNorm norm) {
    int features = 1;
    for (int axis : norm.axes()) {
      features *= step.shape().dim(axis);
    }
    return new LayerNormRule(
        step,
        features,
        norm.epsilon(),
        stored(node, WEIGHT, norm.affine()),
        stored(node, BIAS, norm.affine()));
  }

  private Rule activation(PlanStep step, Op.Activation activation) {
    if (activation.function() == ActivationFunction.RELU) {
      return new RectifierRule(kernels, step.size(), Double.POSITIVE_INFINITY);
    }
    if (activation.function() == ActivationFunction.RELU6) {
      return new RectifierRule(kernels, step.size(), 6);
    }
    if (activation.function() == ActivationFunction.CLIP
        && activation.alpha() == 0
        && activation.beta() > 0) {
      return new RectifierRule(kernels, step.size(), activation.beta());
    }
    return new PointwiseRule(Pointwise.of(activation));
  }

  /** Whether all inputs have the shape and the layout of the result. */
  private static boolean alike(PlanStep step) {
    Layout layout = step.layout();
    return step.inputs().stream()
        .allMatch(input -> input.shape().equals(step.shape()) && input.layout() == layout);
  }

  private float[] stored(Node node, String role) {
    return stored(node, role, true);
  }

  private float[] stored(Node node, String role, boolean there) {
    if (!there) {
      return new float[0];
    }
    var source = weights.get(node, role).data();
    float[] copy = new float[source.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = source[i];
    }
    return copy;
  }
}
