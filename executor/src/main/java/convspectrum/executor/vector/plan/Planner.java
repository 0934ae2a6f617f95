package convspectrum.executor.vector.plan;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.executor.vector.step.PoolStep;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.executor.vector.step.strided.PointwiseFunction;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Optional;

/** Turns fused units into tasks on values with layouts. */
final class Planner {
  private final Values values;
  private final List<FusedUnit> units;
  private final Layouts layouts;
  private final ConvolutionPlanner convolutions;
  private final TransposedPlanner transposed;
  private final PointwisePlanner pointwise;
  private final ChannelPlanner channels;
  private final StridedPlanner strided;

  Planner(
      Graph graph,
      Weights weights,
      Lanes lanes,
      int threads,
      Winograd winograd,
      WeightStore store) {
    this.units = Fusion.of(graph);
    this.layouts = Layouts.of(units);
    Orders orders = new Orders(units, layouts.maps(), graph.nodes().size(), lanes);
    this.values = new Values(layouts, orders, lanes);
    Strips strips = new Strips(graph, units, lanes);
    this.convolutions =
        new ConvolutionPlanner(values, orders, strips, weights, lanes, threads, winograd, store);
    this.transposed = new TransposedPlanner(values, orders, convolutions, weights, lanes);
    this.pointwise = new PointwisePlanner(values, layouts, weights, lanes, store);
    this.channels = new ChannelPlanner(values, layouts, orders, lanes);
    this.strided = new StridedPlanner(values, weights, lanes, threads, store);
  }

  /** Returns all tasks, in order. */
  List<Task> plan() {
    units.forEach(channels::placeParts);
    units.forEach(this::plan);
    return values.tasks();
  }

  /** Returns the position for an input of the graph. */
  Value input(Node node) {
    return values.value(node);
  }

  /** Returns the position of an output of the graph. */
  Value output(Node node) {
    return values.value(Fusion.source(node));
  }

  private void plan(FusedUnit unit) {
    Node node = unit.main();
    boolean map = layouts.isMap(unit.result());
    boolean fast = layouts.isFast(unit);
    switch (node.op()) {
      case Op.Input _ -> values.newValue(node);
      case Op.Composite composite when composite instanceof TransposedConv -> transposed.plan(unit);
      // All others have been replaced by their definitions.
      case Op.Composite composite ->
          throw new UnsupportedGraphException(
              "%s: the vector runtime has no kernel for %s; try --runtime onnxruntime"
                  .formatted(node.name(), composite.typeName()));
      case Op.Conv conv -> convolutions.convolution(unit, conv);
      case Op.Linear linear -> convolutions.linear(unit, linear);
      case Op.Pool pool -> pointwise.pool(unit, pool);
      case Op.GlobalPool pool -> pointwise.pool(unit, wholePicture(pool.kind(), node));
      case Op.BatchNorm _, Op.ChannelScale _ when map -> pointwise.affine(unit);
      case Op.BatchNorm _, Op.ChannelScale _ -> strided.affine(unit);
      case Op.Scale _ when map -> pointwise.affine(unit);
      case Op.Scale scale -> strided.pointwise(unit, PointwiseFunction.scale(scale.factor()));
      case Op.Activation activation ->
          pointwise.elementwise(unit, Operation.COPY, Optional.of(activation));
      case Op.Add _ when fast -> pointwise.elementwise(unit, Operation.ADD, unit.activation());
      case Op.Add _ -> strided.broadcast(unit, Operation.ADD);
      case Op.Multiply _ when fast ->
          pointwise.elementwise(unit, Operation.MULTIPLY, unit.activation());
      case Op.Multiply _ -> strided.broadcast(unit, Operation.MULTIPLY);
      case Op.Binary binary when fast ->
          pointwise.elementwise(unit, Layouts.operation(binary).orElseThrow(), unit.activation());
      case Op.Binary binary when Layouts.operation(binary).isPresent() ->
          strided.broadcast(unit, Layouts.operation(binary).orElseThrow());
      case Op.Binary binary -> strided.pointwise(unit, PointwiseFunction.of(binary.function()));
      case Op.Unary unary -> strided.pointwise(unit, PointwiseFunction.of(unary.function()));
      case Op.Where _ -> strided.pointwise(unit, PointwiseFunction.WHERE);
      case Op.Concat concat when map && concat.axis() == 1 -> channels.concat(unit);
      case Op.Concat concat -> strided.concat(unit, concat);
      case Op.Slice slice when map && slice.axis() == 1 -> channels.view(unit);
      case Op.Slice slice -> strided.slice(unit, slice);
      case Op.ChannelShuffle _ -> channels.view(unit);
      case Op.Reshape _ -> reshape(unit);
      case Op.Identity _ -> throw new IllegalStateException(node + " is passed over by fusion");
      case Op.Transpose transpose -> strided.transpose(unit, transpose);
      case Op.Gather gather -> strided.gather(unit, gather);
      case Op.Pad pad -> strided.pad(unit, pad);
      case Op.Resize resize -> pointwise.resize(unit, resize);
      case Op.Reduce reduce when map -> pointwise.pool(unit, wholePicture(pool(reduce), node));
      case Op.Reduce reduce -> strided.reduce(unit, reduce);
      case Op.LayerNorm norm -> strided.layerNorm(unit, norm);
      case Op.Softmax softmax -> strided.softmax(unit, softmax);
      case Op.MatMul _ -> strided.matMul(unit);
      case Op.Constant _ -> strided.constant(unit);
      case Op.Zero _ -> strided.zero(unit);
    }
  }

  private static Op.Pool wholePicture(PoolKind kind, Node node) {
    return PoolStep.global(kind, node.inputShape().height(), node.inputShape().width());
  }

  /** The kind of pool that is equivalent to a reduction of height and width to 1. */
  private static PoolKind pool(Op.Reduce reduce) {
    return reduce.function() == Reduction.MAX ? PoolKind.MAX : PoolKind.AVERAGE;
  }

  private void reshape(FusedUnit unit) {
    Value in = values.asMatrix(unit.inputs().getFirst());
    values.setValue(unit.result(), new Value(unit.result().shape(), in.storage(), null, 0));
  }
}
