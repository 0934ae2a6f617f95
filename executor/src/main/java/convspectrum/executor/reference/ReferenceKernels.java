package convspectrum.executor.reference;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_MEAN;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_VAR;
import static convspectrum.spec.graph.ParameterSlot.VALUE;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** Chooses the kernel of a node. */
public final class ReferenceKernels {
  private ReferenceKernels() {}

  /** Returns the kernel of a node, with its weights. */
  public static ReferenceKernel of(Node node, Weights weights) {
    return switch (node.op()) {
      case Op.Input _ -> (_, _) -> {};
      case Op.Composite composite -> {
        if (!(CompositeOp.of(composite) instanceof IndexedOp indexed)) {
          throw Expansion.notExpanded(node);
        }
        yield indexed(node, indexed);
      }
      case Op.Constant _ -> {
        Tensor value = weights.get(node, VALUE);
        yield (_, output) -> ReferenceLayout.copy(value, output);
      }
      case Op.Conv conv -> {
        Tensor weight = weights.get(node, WEIGHT);
        Tensor bias = conv.bias() ? weights.get(node, BIAS) : null;
        yield ReferenceKernel.ofOne(new ReferenceConvolution(conv, weight, bias)::compute);
      }
      case Op.Linear linear -> {
        Tensor weight = weights.get(node, WEIGHT);
        Tensor bias = linear.bias() ? weights.get(node, BIAS) : null;
        yield ReferenceKernel.ofOne((x, y) -> ReferenceMatrix.linear(x, weight, bias, y));
      }
      case Op.BatchNorm norm -> batchNorm(node, norm, weights);
      case Op.LayerNorm norm -> {
        Tensor gamma = norm.affine() ? weights.get(node, WEIGHT) : null;
        Tensor beta = norm.affine() ? weights.get(node, BIAS) : null;
        yield ReferenceKernel.ofOne(
            (x, y) -> ReferenceNorm.layerNorm(x, norm.axes(), norm.epsilon(), gamma, beta, y));
      }
      case Op.Activation activation ->
          ReferenceKernel.ofOne((x, y) -> ReferenceActivation.compute(activation, x, y));
      case Op.Pool pool -> ReferenceKernel.ofOne((x, y) -> ReferencePool.compute(pool, x, y));
      case Op.GlobalPool pool ->
          ReferenceKernel.ofOne((x, y) -> ReferencePool.global(pool.kind(), x, y));
      case Op.Add _ -> ReferenceBroadcast::add;
      case Op.Multiply _ -> ReferenceBroadcast::multiply;
      case Op.Concat concat -> (x, y) -> ReferenceLayout.concat(x, concat.axis(), y);
      case Op.Slice slice ->
          ReferenceKernel.ofOne((x, y) -> ReferenceLayout.slice(x, slice.axis(), slice.start(), y));
      case Op.ChannelShuffle shuffle ->
          ReferenceKernel.ofOne((x, y) -> ReferenceLayout.shuffle(x, shuffle.groups(), y));
      case Op.Pad pad -> ReferenceKernel.ofOne((x, y) -> ReferenceLayout.pad(x, pad, y));
      case Op.Resize resize ->
          ReferenceKernel.ofOne((x, y) -> ReferenceResize.compute(resize.interpolation(), x, y));
      case Op.Softmax softmax ->
          ReferenceKernel.ofOne((x, y) -> ReferenceSoftmax.compute(x, softmax.axis(), y));
      case Op.MatMul _ -> ReferenceMatrix::matMul;
      case Op.Transpose transpose ->
          ReferenceKernel.ofOne((x, y) -> ReferenceLayout.transpose(x, transpose.permutation(), y));
      case Op.Gather gather ->
          (x, y) -> ReferenceLayout.gather(node, x.get(0), x.get(1), gather.axis(), y);
      case Op.View _ -> ReferenceKernel.ofOne(ReferenceLayout::copy);
      case Op.Scale scale ->
          ReferenceKernel.ofOne((x, y) -> ReferenceBroadcast.scale(x, scale.factor(), y));
      case Op.ChannelScale _ -> {
        Tensor factors = weights.get(node, WEIGHT);
        yield ReferenceKernel.ofOne((x, y) -> ReferenceNorm.channelScale(x, factors, y));
      }
      case Op.Unary unary ->
          ReferenceKernel.ofOne((x, y) -> ReferenceElementwise.unary(unary.function(), x, y));
      case Op.Binary binary -> (x, y) -> ReferenceElementwise.binary(binary.function(), x, y);
      case Op.Where _ -> ReferenceElementwise::where;
      case Op.Reduce reduce ->
          ReferenceKernel.ofOne((x, y) -> ReferenceReduction.compute(reduce, x, y));
      // A new tensor is all zeros.
      case Op.Zero _ -> (_, _) -> {};
    };
  }

  private static ReferenceKernel indexed(Node node, IndexedOp op) {
    return switch (op) {
      case RoiAlign align ->
          (x, y) -> ReferenceRoi.align(align, node.name(), x.get(0), x.get(1), x.get(2), y);
      case RoiPool pool -> (x, y) -> ReferenceRoi.pool(pool, node.name(), x.get(0), x.get(1), y);
      case NonMaxSuppression suppression ->
          (x, y) -> ReferenceSuppression.compute(suppression, x.get(0), x.get(1), y);
      case Scatter scatter ->
          (x, y) -> ReferenceScatter.compute(scatter, node.name(), x.get(0), x.get(1), x.get(2), y);
    };
  }

  private static ReferenceKernel batchNorm(Node node, Op.BatchNorm norm, Weights weights) {
    @Nullable Tensor gamma = norm.scale() ? weights.get(node, WEIGHT) : null;
    @Nullable Tensor beta = norm.shift() ? weights.get(node, BIAS) : null;
    Tensor mean = weights.get(node, RUNNING_MEAN);
    Tensor variance = weights.get(node, RUNNING_VAR);
    return ReferenceKernel.ofOne(
        (x, y) -> ReferenceNorm.batchNorm(x, mean, variance, norm.epsilon(), gamma, beta, y));
  }
}
