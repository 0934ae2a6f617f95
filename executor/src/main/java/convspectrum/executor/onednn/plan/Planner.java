package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.NativeObjects;
import convspectrum.executor.onednn.library.OneDnnException;
import convspectrum.executor.onednn.library.OneDnnLibrary;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plans a graph of primitive ops. Each convolution and product is asked for the layouts that it
 * wants ({@code format_tag::any}, as oneDNN's documentation advises); other ops take the layout
 * that their operand has, and values are copied only where two layouts meet.
 */
public final class Planner {
  private final Draft draft;
  private final ConvolutionPlanner convolutions;
  private final MatrixPlanner matrices;
  private final NormPlanner norms;
  private final ResamplingPlanner resamplings;
  private final PointwisePlanner pointwise;
  private final BroadcastPlanner broadcasts;
  private final MovementPlanner movements;

  private final IntegerPlanner integers;
  private final BytePlanner bytes;
  private final List<Value> inputs = new ArrayList<>();

  private Planner(Draft draft) {
    this.draft = draft;
    this.integers = new IntegerPlanner(draft);
    this.bytes = new BytePlanner(draft);
    this.convolutions = new ConvolutionPlanner(draft);
    this.matrices = new MatrixPlanner(draft);
    this.norms = new NormPlanner(draft);
    this.resamplings = new ResamplingPlanner(draft);
    this.pointwise = new PointwisePlanner(draft);
    this.broadcasts = new BroadcastPlanner(draft);
    this.movements = new MovementPlanner(draft, DataType.F32);
  }

  /**
   * Plans a graph, whose weights are read when the plan is carried out.
   *
   * @throws UnsupportedGraphException naming the op that oneDNN lacks
   */
  public static Plan plan(Graph graph, Weights weights) {
    return plan(
        graph,
        weights,
        Fusion.ofAllButLoads(graph),
        _ -> Optional.empty(),
        _ -> Optional.empty(),
        "onnxruntime or vector");
  }

  /**
   * Plans a network of integers. What has no kernel for bytes here computes with the real numbers
   * that they stand for, and is rounded again.
   *
   * @throws UnsupportedGraphException naming the op that oneDNN lacks
   */
  public static Plan plan(QuantisedGraph network) {
    return plan(
        network.graph(),
        network.weights(),
        IntegerUnits.of(network),
        network::scale,
        network::layer,
        "onnxruntime");
  }

  private static Plan plan(
      Graph graph,
      Weights weights,
      List<FusedUnit> units,
      Function<Node, Optional<ValueScale>> scales,
      Function<Node, Optional<LayerIntegers>> layers,
      String others) {
    NativeObjects objects = new NativeObjects();
    try {
      Draft draft = new Draft(objects, graph, weights, units, scales, others);
      Planner planner = new Planner(draft);
      for (FusedUnit unit : units) {
        planner.checked(unit, layers.apply(unit.main()));
        draft.done(unit);
      }
      List<Value> outputs = graph.outputs().stream().map(draft::plain).toList();
      // Copies of later outputs must not take the memory of earlier ones.
      outputs.forEach(value -> value.buffer().use(draft.steps().size()));
      return new Plan(draft.steps(), planner.inputs, outputs, objects);
    } catch (RuntimeException e) {
      objects.close();
      throw e;
    }
  }

  private void checked(FusedUnit unit, Optional<LayerIntegers> layer) {
    try {
      if (layer.isPresent()) {
        integers.plan(unit, layer.get());
      } else if (!bytes.plan(unit)) {
        plan(unit);
      }
    } catch (OneDnnException e) {
      throw new UnsupportedGraphException(
          "oneDNN %s cannot run %s (%s): %s"
              .formatted(
                  OneDnnLibrary.get().version(),
                  unit.main().op().typeName(),
                  unit.main().name(),
                  e.getMessage()),
          e);
    }
  }

  private void plan(FusedUnit unit) {
    Node node = unit.main();
    switch (node.op()) {
      case Op.Input _ -> {
        Value value = draft.fresh(draft.plain(Draft.sizes(node.shape())));
        value.buffer().keep();
        inputs.add(value);
        draft.define(node, value);
      }
      case Op.Constant _ ->
          draft.define(
              node,
              draft.stored(
                  () -> draft.weights().get(node, ParameterSlot.VALUE).data(),
                  Draft.sizes(node.shape())));
      case Op.Conv conv -> convolutions.plan(unit, conv);
      case Op.Linear linear -> matrices.plan(unit, linear);
      case Op.MatMul _ -> matrices.product(node);
      case Op.BatchNorm _, Op.ChannelScale _ -> norms.perChannel(unit);
      case Op.LayerNorm norm -> norms.layer(node, norm);
      case Op.Softmax(int axis) -> norms.softmax(node, axis);
      case Op.Pool pool -> resamplings.pool(node, pool);
      case Op.GlobalPool pool -> resamplings.global(node, pool);
      case Op.Resize resize -> resamplings.resize(node, resize);
      case Op.Reduce reduce -> resamplings.reduce(node, reduce);
      case Op.Activation _, Op.Unary _, Op.Scale _ -> pointwise.plan(node);
      case Op.Add _, Op.Multiply _, Op.Binary _ -> broadcasts.plan(unit);
      case Op.Concat(int axis) -> movements.concat(node, axis);
      case Op.Slice slice -> movements.slice(node, slice);
      case Op.ChannelShuffle shuffle -> movements.shuffle(node, shuffle);
      case Op.Pad pad -> movements.pad(node, pad);
      case Op.Transpose transpose -> movements.transpose(node, transpose);
      case Op.Reshape _ -> movements.reshape(node);
      case Op.Identity _ -> draft.define(node, draft.value(node.inputs().getFirst()));
      case Op.Zero _ -> movements.zero(node);
      case Op.Where _, Op.Gather _, Op.Composite _ ->
          throw draft.lacking(node, node.op().typeName());
    }
  }
}
