package convspectrum.spec.lowering;

import convspectrum.spec.block.Activation;
import convspectrum.spec.block.Add;
import convspectrum.spec.block.Block;
import convspectrum.spec.block.Branches;
import convspectrum.spec.block.Concat;
import convspectrum.spec.block.Conv;
import convspectrum.spec.block.Depthwise;
import convspectrum.spec.block.Dropout;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.Flatten;
import convspectrum.spec.block.GlobalPool;
import convspectrum.spec.block.Identity;
import convspectrum.spec.block.Inception;
import convspectrum.spec.block.InvertedResidual;
import convspectrum.spec.block.Join;
import convspectrum.spec.block.Linear;
import convspectrum.spec.block.Multiply;
import convspectrum.spec.block.Norm;
import convspectrum.spec.block.Pad;
import convspectrum.spec.block.Pointwise;
import convspectrum.spec.block.Pool;
import convspectrum.spec.block.Repeat;
import convspectrum.spec.block.Reshape;
import convspectrum.spec.block.Residual;
import convspectrum.spec.block.Scale;
import convspectrum.spec.block.Segmented;
import convspectrum.spec.block.Separable;
import convspectrum.spec.block.Sequence;
import convspectrum.spec.block.Shuffle;
import convspectrum.spec.block.Slice;
import convspectrum.spec.block.Softmax;
import convspectrum.spec.block.Split;
import convspectrum.spec.block.SqueezeExcite;
import convspectrum.spec.block.Transpose;
import convspectrum.spec.block.TransposedConv;
import convspectrum.spec.block.Upsample;
import convspectrum.spec.block.Zero;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.template.StepList;
import java.util.List;

/** Decides which class lowers a block. It only dispatches. */
final class BlockLowering {
  private final Emitter emitter;
  private final Lowering lowering;
  private final Convolutions convolutions;
  private final Combinations combinations;
  private final Layers layers;

  BlockLowering(Emitter emitter, Lowering lowering) {
    this.emitter = emitter;
    this.lowering = lowering;
    this.convolutions = new Convolutions(emitter);
    this.combinations = new Combinations(emitter, convolutions, lowering);
    this.layers = new Layers(emitter);
  }

  Node lower(Block block, Place place, List<Node> inputs) {
    Node input = inputs.getFirst();
    return switch (block) {
      case Conv conv -> convolutions.conv(place, conv, input);
      case TransposedConv conv -> convolutions.transposed(place, conv, input);
      case Depthwise depthwise -> convolutions.depthwise(place, depthwise, input);
      case Pointwise pointwise -> convolutions.pointwise(place, pointwise, input);
      case Segmented segmented -> convolutions.segmented(place, segmented, input);
      case Separable separable -> convolutions.separable(place, separable, input);
      case InvertedResidual inverted ->
          convolutions.invertedResidual(place, inverted, combinations, input);
      case Branches branches -> combinations.branches(place, branches, input);
      case Inception inception -> combinations.inception(place, inception, input);
      case Residual residual -> combinations.residual(place, residual, input);
      case Split split -> combinations.split(place, split, input);
      case SqueezeExcite squeeze ->
          combinations.squeezeExcite(place, squeeze, Convolutions.channels(input), input);
      case Repeat repeat -> lowering.repeat(repeat, place, input);
      case Sequence(var body) -> {
        StepList steps = (StepList) body;
        yield lowering.body(steps, place.body(steps, "", ""), input);
      }
      case Slice(int from, int to) -> emitter.add(place, "slice", new Op.Slice(1, from, to), input);
      case Shuffle shuffle -> layers.shuffle(place, shuffle, input);
      case Scale scale -> layers.scale(place, scale, input);
      case Norm norm -> emitter.norm(place, norm, input);
      case Activation activation -> emitter.activation(place, "activation", activation, input);
      case Pool pool -> layers.pool(place, pool, input);
      case GlobalPool pool -> layers.globalPool(place, pool, input);
      case Flatten flatten -> layers.flatten(place, flatten, input);
      case Linear linear -> layers.linear(place, linear, input);
      case Dropout(double rate) -> emitter.add(place, "dropout", new Op.Identity(rate), input);
      case Pad pad -> layers.pad(place, pad, input);
      case Upsample upsample -> layers.upsample(place, upsample, input);
      case Identity _ -> emitter.add(place, "identity", new Op.Identity(), input);
      case Zero _ -> emitter.add(place, "zero", new Op.Zero(), input);
      case Add _ -> joined(place, Join.ADD, inputs);
      case Multiply _ -> joined(place, Join.MULTIPLY, inputs);
      case Concat _ -> joined(place, Join.CONCAT, inputs);
      case Softmax(int axis) -> emitter.add(place, "softmax", new Op.Softmax(axis), input);
      case Transpose(var order) -> emitter.add(place, "transpose", new Op.Transpose(order), input);
      case Reshape(var dims) ->
          emitter.add(
              place,
              "reshape",
              new Op.Reshape(Shape.of(dims.stream().mapToInt(Integer::intValue).toArray())),
              input);
    };
  }

  private Node joined(Place place, Join join, List<Node> inputs) {
    if (inputs.size() < 2) {
      throw new FieldException("", "one input", "from: [a, b], two names or more");
    }
    return emitter.join(place, join, inputs);
  }
}
