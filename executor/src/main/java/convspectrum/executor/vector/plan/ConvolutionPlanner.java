package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.ConvolutionWeights;
import convspectrum.executor.vector.step.DepthwiseStep;
import convspectrum.executor.vector.step.Ending;
import convspectrum.executor.vector.step.RowStep;
import convspectrum.executor.vector.step.StripStep;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.executor.vector.step.gemm.GemmStep;
import convspectrum.executor.vector.step.gemm.InterleavedStep;
import convspectrum.executor.vector.step.strided.CopyStep;
import convspectrum.executor.vector.step.winograd.WinogradStep;
import convspectrum.executor.vector.step.winograd.WinogradTiles;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans convolutions and linear layers. */
final class ConvolutionPlanner {
  private final Values values;
  private final Orders orders;
  private final Strips strips;
  private final Weights weights;
  private final Lanes lanes;
  private final int threads;
  private final Winograd winograd;
  private final WeightStore store;

  ConvolutionPlanner(
      Values values,
      Orders orders,
      Strips strips,
      Weights weights,
      Lanes lanes,
      int threads,
      Winograd winograd,
      WeightStore store) {
    this.values = values;
    this.orders = orders;
    this.strips = strips;
    this.weights = weights;
    this.lanes = lanes;
    this.threads = threads;
    this.winograd = winograd;
    this.store = store;
  }

  void convolution(FusedUnit unit, Op.Conv conv) {
    if (strips.isFirst(unit)) {
      return; // computed with its reader
    }
    Optional<FusedUnit> before = strips.firstOf(unit);
    if (before.isPresent()) {
      strip(before.get(), unit, conv);
      return;
    }
    Value in = convolutionInput(unit);
    ChannelOrder order = convolutionOrder(unit, in);
    Value out = values.inOrder(unit, order);
    Optional<Value> added = unit.added().map(node -> values.asMap(node, order));
    if (winograd.chosen(unit.main(), threads, lanes)) {
      winograd(unit, conv, in, out, added);
    } else {
      in.storage().needs(zeros(conv.window(), in.shape(), out.shape()));
      List<Value> reads = new ArrayList<>(List.of(in));
      added.ifPresent(reads::add);
      values.task(unit, reads, out).by(() -> List.of(convolutionStep(unit, in, out, added)));
    }
    values.deliver(unit, out);
  }

  /** Plans a Winograd convolution, with transformed tiles in the arena while it runs. */
  private void winograd(FusedUnit unit, Op.Conv conv, Value in, Value out, Optional<Value> added) {
    WinogradTiles tiles =
        WinogradTiles.of(
            out.shape(), in.requireOrder().slots(), out.requireOrder().slots(), threads);
    in.storage().needs(tiles.zeros(conv.window(), in.shape()));
    Value scratch = Value.matrix(Shape.of(threads, tiles.scratch(lanes)));
    List<Value> reads = new ArrayList<>(List.of(in, scratch));
    added.ifPresent(reads::add);
    values
        .task("Winograd", List.of(unit), reads, out)
        .by(() ->
            List.of(
                WinogradStep.of(
                    in.map(lanes),
                    out.map(lanes),
                    weights(unit, conv),
                    new Ending(added.map(value -> value.map(lanes)), unit.activation()),
                    tiles,
                    scratch.matrix().offset(),
                    lanes,
                    store)));
  }

  /** Plans a depthwise convolution and the pointwise one after it, a few rows at a time. */
  private void strip(FusedUnit first, FusedUnit second, Op.Conv conv) {
    Value in = convolutionInput(first);
    ChannelOrder between = convolutionOrder(first, in);
    Value strip = Value.map(first.result().shape(), between, lanes);
    int rows = Strips.rows(strip.storage(), lanes);
    strip.storage().stripRows = rows * threads;
    Value out = values.newValue(second.result());
    Optional<Value> added = second.added().map(node -> values.asMap(node, out.requireOrder()));
    Op.Conv spatial = (Op.Conv) first.main().op();
    in.storage().needs(zeros(spatial.window(), in.shape(), strip.shape()));
    List<Value> reads = new ArrayList<>(List.of(in, strip));
    added.ifPresent(reads::add);
    values
        .task("Conv", List.of(first, second), reads, out)
        .by(() ->
            List.of(
                new StripStep(
                    convolutionStep(first, in, strip, Optional.empty()),
                    convolutionStep(second, strip, out, added),
                    strip.map(lanes),
                    rows,
                    out.map(lanes))));
  }

  private Value convolutionInput(FusedUnit unit) {
    Node source = unit.inputs().getFirst();
    return Convolution.of(unit.main(), lanes)
        .inputOrder(unit.main(), lanes)
        .map(order -> values.asMap(source, order))
        .orElseGet(() -> values.asMap(source));
  }

  private ChannelOrder convolutionOrder(FusedUnit unit, Value in) {
    Convolution kind = Convolution.of(unit.main(), lanes);
    return kind == Convolution.DEPTHWISE
        ? in.requireOrder()
        : kind.outputOrder((Op.Conv) unit.main().op(), lanes)
            .orElseGet(() -> orders.of(unit.result()));
  }

  private RowStep convolutionStep(FusedUnit unit, Value from, Value to, Optional<Value> added) {
    return step(
        Convolution.of(unit.main(), lanes),
        from.map(lanes),
        to.map(lanes),
        unit.rectified(),
        weights(unit, (Op.Conv) unit.main().op()),
        new Ending(added.map(value -> value.map(lanes)), unit.activation()));
  }

  /** Creates the step of a convolution by one of the algorithms. */
  RowStep step(
      Convolution kind,
      FeatureMap in,
      FeatureMap out,
      boolean rectified,
      ConvolutionWeights packed,
      Ending ending) {
    return switch (kind) {
      case GEMM ->
          GemmStep.of(in, out, packed, ending, Convolution.gemmLanes(packed.conv(), lanes), store);
      case DEPTHWISE -> DepthwiseStep.of(in, out, rectified, packed, ending, lanes, store);
      case INTERLEAVED ->
          InterleavedStep.of(
              in, out, packed, ending, Convolution.groupLanes(packed.conv(), lanes), store);
    };
  }

  private ConvolutionWeights weights(FusedUnit unit, Op.Conv conv) {
    ScaleAndShift ending = ScaleAndShift.of(unit.main(), conv.outChannels(), weights);
    unit.folded().forEach(node -> ending.then(node, weights));
    Tensor tensor = weights.get(unit.main(), ParameterSlot.WEIGHT);
    return new ConvolutionWeights(conv, tensor, ending.scale(), ending.shift());
  }

  /** Number of zeros that a convolution reads around its input. */
  private static Padding zeros(Window window, Shape in, Shape out) {
    int below =
        (out.height() - 1) * window.strideHeight()
            + window.extentHeight()
            - window.padding().top()
            - in.height();
    int after =
        (out.width() - 1) * window.strideWidth()
            + window.extentWidth()
            - window.padding().left()
            - in.width();
    return new Padding(
        window.padding().top(), window.padding().left(), Math.max(0, below), Math.max(0, after));
  }

  /** Plans a linear layer as a 1×1 convolution; its matrix's rows are the pixels of one row. */
  void linear(FusedUnit unit, Op.Linear linear) {
    Value in = values.asMatrix(unit.inputs().getFirst());
    Value out = values.newValue(unit.result());
    Op.Conv conv = new Op.Conv(linear.outFeatures(), Window.same(1), 1, linear.bias());
    int inputs = in.shape().dim(-1);
    int rows = Math.toIntExact(in.shape().elements() / inputs);
    // If rows do not end with a whole register, a row would overwrite the start of the next.
    boolean direct = rows == 1 || linear.outFeatures() % lanes.count() == 0;
    Shape picture = Shape.of(1, linear.outFeatures(), 1, rows);
    Value target =
        direct ? out : Value.map(picture, ChannelOrder.natural(linear.outFeatures()), lanes);
    values
        .task(unit, List.of(in), target)
        .by(() -> {
          Ending ending = new Ending(Optional.empty(), unit.activation());
          ConvolutionWeights packed = weights(unit, conv);
          ConvolutionWeights asConvolution =
              new ConvolutionWeights(
                  conv,
                  Tensor.of(Shape.of(linear.outFeatures(), inputs, 1, 1), packed.values().data()),
                  packed.scale(),
                  packed.shift());
          return List.of(
              GemmStep.of(
                  in.matrix().rows(),
                  direct ? target.matrix().rows() : target.map(lanes),
                  asConvolution,
                  ending,
                  lanes,
                  store));
        });
    if (!direct) {
      values
          .task("reorder", List.of(), List.of(target), out)
          .by(() ->
              List.of(
                  new CopyStep(
                      Strided.of(target.map(lanes)),
                      Strided.of(
                          new FeatureMap(
                              1,
                              1,
                              rows,
                              ChannelOrder.natural(linear.outFeatures()),
                              out.matrix().offset(),
                              linear.outFeatures(),
                              0,
                              0)))));
    }
  }
}
