package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.ElementwiseKernel.Operation;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.step.ConvolutionWeights;
import convspectrum.executor.vector.step.DepthwiseStep;
import convspectrum.executor.vector.step.ElementwiseStep;
import convspectrum.executor.vector.step.Ending;
import convspectrum.executor.vector.step.GemmStep;
import convspectrum.executor.vector.step.InterleavedStep;
import convspectrum.executor.vector.step.MatrixStep;
import convspectrum.executor.vector.step.PoolStep;
import convspectrum.executor.vector.step.ReferenceStep;
import convspectrum.executor.vector.step.RowStep;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.StripStep;
import convspectrum.executor.vector.step.TransferStep;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.executor.vector.step.WinogradStep;
import convspectrum.executor.vector.step.WinogradTiles;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns fused units to tasks on values with layouts. */
final class Planner {
  private final Graph graph;
  private final Weights weights;
  private final Lanes lanes;
  private final WeightStore store;
  private final List<FusedUnit> units;
  private final Layouts layouts;
  private final Orders orders;
  private final Strips strips;
  private final int threads;
  private final Winograd winograd;
  private final List<Task> tasks = new ArrayList<>();

  /** The layout in which a node's value was made. */
  private final Map<Node, Value> made = new HashMap<>();

  /** Copies in other layouts. */
  private final Map<Node, List<Value>> copies = new HashMap<>();

  /** Values that are to be made inside the storage of a concat. */
  private final Map<Node, Value> placed = new HashMap<>();

  Planner(
      Graph graph,
      Weights weights,
      Lanes lanes,
      int threads,
      Winograd winograd,
      WeightStore store) {
    this.graph = graph;
    this.weights = weights;
    this.lanes = lanes;
    this.store = store;
    this.units = Fusion.of(graph);
    this.layouts = Layouts.of(units);
    this.threads = threads;
    this.winograd = winograd;
    this.strips = new Strips(graph, units, lanes);
    this.orders = new Orders(units, layouts.maps(), graph.nodes().size(), lanes);
  }

  /** All tasks, in order. */
  List<Task> plan() {
    units.forEach(this::placeParts);
    units.forEach(this::plan);
    return tasks;
  }

  /** Where an input of the graph is to be put. */
  Value input(Node node) {
    return value(node);
  }

  /** Where an output of the graph lies. */
  Value output(Node node) {
    return value(Fusion.source(node));
  }

  private Value value(Node node) {
    Value value = made.get(node);
    if (value == null) {
      throw new IllegalStateException(node + " is not planned before it is read");
    }
    return value;
  }

  // ---- joining in place

  private void placeParts(FusedUnit unit) {
    if (!(unit.main().op() instanceof Op.Concat) || !layouts.isMap(unit.result())) {
      return;
    }
    ChannelOrder order = orders.of(unit.result());
    if (!orders.derive(unit.main()).filter(order::equals).isPresent()) {
      return;
    }
    Value whole =
        placed.computeIfAbsent(unit.result(), node -> Value.map(node.shape(), order, lanes));
    int slot = whole.slot();
    for (Node part : unit.inputs()) {
      ChannelOrder own = orders.of(part);
      if (layouts.madeHere(part) && !placed.containsKey(part)) {
        placed.put(part, new Value(part.shape(), whole.storage(), own, slot));
      }
      slot += lanes.roundUp(own.slots());
    }
  }

  private Value newValue(Node node) {
    Value there = placed.get(node);
    Value value;
    if (there != null) {
      value = there;
    } else if (layouts.isMap(node)) {
      value = Value.map(node.shape(), orders.of(node), lanes);
    } else {
      value = Value.matrix(node.shape());
    }
    made.put(node, value);
    return value;
  }

  // ---- reading in the layout that is needed

  private Value asMap(Node node) {
    Value value = value(node);
    return value.isMap() ? value : asMap(node, ChannelOrder.natural(node.shape().channels()));
  }

  private Value asMap(Node node, ChannelOrder order) {
    Value value = value(node);
    if (value.isMap() && value.requireOrder().equals(order)) {
      return value;
    }
    return copies.computeIfAbsent(node, _ -> new ArrayList<>()).stream()
        .filter(copy -> copy.isMap() && copy.requireOrder().equals(order))
        .findFirst()
        .orElseGet(() -> copy(node, value, Value.map(node.shape(), order, lanes)));
  }

  private Value asMatrix(Node node) {
    Value value = value(node);
    if (!value.isMap()) {
      return value;
    }
    return copies.computeIfAbsent(node, _ -> new ArrayList<>()).stream()
        .filter(copy -> !copy.isMap())
        .findFirst()
        .orElseGet(() -> copy(node, value, Value.matrix(node.shape())));
  }

  private Value copy(Node node, Value from, Value to) {
    copies.computeIfAbsent(node, _ -> new ArrayList<>()).add(to);
    add("reorder " + node.name(), List.of(), List.of(from), to, () -> List.of(transfer(from, to)));
    return to;
  }

  private Step transfer(Value from, Value to) {
    if (from.isMap() && to.isMap()) {
      return new TransferStep(from.map(lanes), to.map(lanes));
    }
    return from.isMap()
        ? MatrixStep.ofMap(from.map(lanes), to.matrix())
        : MatrixStep.toMap(from.matrix(), to.map(lanes));
  }

  private void add(
      String label, List<Node> nodes, List<Value> reads, Value writes, Supplier<List<Step>> steps) {
    tasks.add(new Task(label, nodes, reads, writes, steps));
  }

  private void add(FusedUnit unit, List<Value> reads, Value writes, Supplier<List<Step>> steps) {
    add(unit.main().op().getClass().getSimpleName(), unit.nodes(), reads, writes, steps);
  }

  // ---- ops

  private void plan(FusedUnit unit) {
    Node node = unit.main();
    boolean map = layouts.isMap(unit.result());
    switch (node.op()) {
      case Op.Input _ -> newValue(node);
      case Op.Conv conv -> convolution(unit, conv);
      case Op.Linear linear -> linear(unit, linear);
      case Op.Pool pool when map -> pool(unit, pool);
      case Op.GlobalPool pool when map -> {
        Shape in = node.inputShape();
        pool(unit, PoolStep.global(pool.kind(), in.height(), in.width()));
      }
      case Op.BatchNorm _, Op.ChannelScale _, Op.Scale _ when map -> affine(unit);
      case Op.Activation activation when layouts.isFast(unit) ->
          elementwise(unit, Operation.COPY, Optional.of(activation));
      case Op.Add _ when layouts.isFast(unit) ->
          elementwise(unit, Operation.ADD, unit.activation());
      case Op.Multiply _ when layouts.isFast(unit) ->
          elementwise(unit, Operation.MULTIPLY, unit.activation());
      case Op.Binary binary when layouts.isFast(unit) ->
          elementwise(unit, Layouts.operation(binary).orElseThrow(), unit.activation());
      case Op.Concat _ when map -> concat(unit);
      case Op.Slice _, Op.ChannelShuffle _ when map -> view(unit);
      case Op.Reshape _ -> reshape(unit);
      default -> reference(unit);
    }
  }

  private void convolution(FusedUnit unit, Op.Conv conv) {
    if (strips.isFirst(unit)) {
      return; // computed with the one that reads it
    }
    Optional<FusedUnit> before = strips.firstOf(unit);
    if (before.isPresent()) {
      strip(before.get(), unit, conv);
      return;
    }
    Value in = convolutionInput(unit);
    ChannelOrder order = convolutionOrder(unit, in);
    Value wanted = newValue(unit.result());
    Value out =
        wanted.requireOrder().equals(order)
            ? wanted
            : Value.map(unit.result().shape(), order, lanes);
    Optional<Value> added = unit.added().map(node -> asMap(node, order));
    if (winograd.chosen(unit.main(), threads, lanes)) {
      winograd(unit, conv, in, out, added);
    } else {
      in.storage().needs(zeros(conv.window(), in.shape(), out.shape()));
      List<Value> reads = new ArrayList<>(List.of(in));
      added.ifPresent(reads::add);
      add(unit, reads, out, () -> List.of(convolutionStep(unit, in, out, added)));
    }
    deliver(unit, out);
  }

  /** With transformed tiles in the arena while it runs. */
  private void winograd(FusedUnit unit, Op.Conv conv, Value in, Value out, Optional<Value> added) {
    WinogradTiles tiles =
        WinogradTiles.of(
            out.shape(), in.requireOrder().slots(), out.requireOrder().slots(), threads);
    in.storage().needs(tiles.zeros(conv.window(), in.shape()));
    Value scratch = Value.matrix(Shape.of(threads, tiles.scratch(lanes)));
    List<Value> reads = new ArrayList<>(List.of(in, scratch));
    added.ifPresent(reads::add);
    add(
        "Winograd",
        unit.nodes(),
        reads,
        out,
        () ->
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

  /** A depthwise convolution and the pointwise one after it, a few rows at a time. */
  private void strip(FusedUnit first, FusedUnit second, Op.Conv conv) {
    Value in = convolutionInput(first);
    ChannelOrder between = convolutionOrder(first, in);
    Value strip = Value.map(first.result().shape(), between, lanes);
    int rows = Strips.rows(strip.storage(), lanes);
    strip.storage().stripRows = rows * threads;
    Value out = newValue(second.result());
    Optional<Value> added = second.added().map(node -> asMap(node, out.requireOrder()));
    Op.Conv spatial = (Op.Conv) first.main().op();
    in.storage().needs(zeros(spatial.window(), in.shape(), strip.shape()));
    List<Value> reads = new ArrayList<>(List.of(in, strip));
    added.ifPresent(reads::add);
    List<Node> nodes = new ArrayList<>(first.nodes());
    nodes.addAll(second.nodes());
    add(
        "Conv",
        nodes,
        reads,
        out,
        () ->
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
        .map(order -> asMap(source, order))
        .orElseGet(() -> asMap(source));
  }

  private ChannelOrder convolutionOrder(FusedUnit unit, Value in) {
    Convolution kind = Convolution.of(unit.main(), lanes);
    return kind == Convolution.DEPTHWISE
        ? in.requireOrder()
        : kind.outputOrder((Op.Conv) unit.main().op(), lanes)
            .orElseGet(() -> orders.of(unit.result()));
  }

  private RowStep convolutionStep(FusedUnit unit, Value from, Value to, Optional<Value> added) {
    FeatureMap in = from.map(lanes);
    FeatureMap out = to.map(lanes);
    Ending ending = new Ending(added.map(value -> value.map(lanes)), unit.activation());
    ConvolutionWeights packed = weights(unit, (Op.Conv) unit.main().op());
    return switch (Convolution.of(unit.main(), lanes)) {
      case GEMM -> GemmStep.of(in, out, packed, ending, lanes, store);
      case DEPTHWISE -> DepthwiseStep.of(in, out, unit.rectified(), packed, ending, lanes, store);
      case INTERLEAVED -> InterleavedStep.of(in, out, packed, ending, lanes, store);
    };
  }

  private ConvolutionWeights weights(FusedUnit unit, Op.Conv conv) {
    ScaleAndShift ending = ScaleAndShift.of(unit.main(), conv.outChannels(), weights);
    unit.folded().forEach(node -> ending.then(node, weights));
    Tensor values = weights.get(unit.main(), ParameterSlot.WEIGHT);
    return new ConvolutionWeights(conv, values, ending.scale(), ending.shift());
  }

  /** Zeros that a convolution reads around its input. */
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

  /** A matrix of rows is a picture of one row, and a linear layer a 1×1 convolution of it. */
  private void linear(FusedUnit unit, Op.Linear linear) {
    Value in = asMatrix(unit.inputs().getFirst());
    Value out = newValue(unit.result());
    Op.Conv conv = new Op.Conv(linear.outFeatures(), Window.same(1), 1, linear.bias());
    int inputs = in.shape().dim(-1);
    int rows = Math.toIntExact(in.shape().elements() / inputs);
    // Several rows that do not end with a register would be written over by the row before.
    boolean direct = rows == 1 || linear.outFeatures() % lanes.count() == 0;
    Shape picture = Shape.of(1, linear.outFeatures(), 1, rows);
    Value target =
        direct ? out : Value.map(picture, ChannelOrder.natural(linear.outFeatures()), lanes);
    add(
        unit,
        List.of(in),
        target,
        () -> {
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
      add(
          "reorder",
          List.of(),
          List.of(target),
          out,
          () -> List.of(new TransferStep(target.map(lanes), out.matrix().rows())));
    }
  }

  private void pool(FusedUnit unit, Op.Pool pool) {
    Value in = asMap(unit.inputs().getFirst());
    Value out = sameOrder(unit, in);
    add(
        unit,
        List.of(in),
        out,
        () ->
            List.of(
                PoolStep.of(in.map(lanes), out.map(lanes), pool, unit.activation(), lanes, store)));
    deliver(unit, out);
  }

  private void affine(FusedUnit unit) {
    Value in = asMap(unit.inputs().getFirst());
    Value out = sameOrder(unit, in);
    add(
        unit,
        List.of(in),
        out,
        () -> {
          int channels = unit.main().shape().channels();
          ScaleAndShift factors = ScaleAndShift.of(unit.main(), channels, weights);
          factors.then(unit.main(), weights);
          return List.of(
              ElementwiseStep.affine(
                  in.map(lanes),
                  out.map(lanes),
                  factors.scale(),
                  factors.shift(),
                  unit.activation(),
                  lanes,
                  store));
        });
    deliver(unit, out);
  }

  /** The unit's value if it has the order of the input, else one that has, to be copied there. */
  private Value sameOrder(FusedUnit unit, Value in) {
    Value wanted = newValue(unit.result());
    return !in.isMap() || wanted.requireOrder().equals(in.requireOrder())
        ? wanted
        : Value.map(unit.result().shape(), in.requireOrder(), lanes);
  }

  private void deliver(FusedUnit unit, Value out) {
    Value wanted = value(unit.result());
    if (out != wanted) {
      add("reorder", List.of(), List.of(out), wanted, () -> List.of(transfer(out, wanted)));
    }
  }

  private void elementwise(
      FusedUnit unit, Operation operation, Optional<Op.Activation> activation) {
    boolean map = layouts.isMap(unit.result());
    // A single pixel that meets all others comes second.
    List<Node> inputs = new ArrayList<>(unit.inputs());
    if (operation == Operation.ADD || operation == Operation.MULTIPLY) {
      inputs.sort((a, b) -> Long.compare(b.shape().elements(), a.shape().elements()));
    }
    Value first = map ? asMap(inputs.getFirst()) : asMatrix(inputs.getFirst());
    List<Value> reads = new ArrayList<>(List.of(first));
    for (Node other : inputs.subList(1, inputs.size())) {
      reads.add(map ? asMap(other, first.requireOrder()) : asMatrix(other));
    }
    Value out = sameOrder(unit, first);
    add(unit, reads, out, () -> elementwise(reads, out, operation, activation));
    deliver(unit, out);
  }

  private List<Step> elementwise(
      List<Value> reads, Value out, Operation operation, Optional<Op.Activation> activation) {
    var target = out.isMap() ? out.map(lanes) : out.matrix().flat();
    var maps = reads.stream().map(v -> v.isMap() ? v.map(lanes) : v.matrix().flat()).toList();
    if (maps.size() == 1) {
      return List.of(ElementwiseStep.of(maps.getFirst(), target, activation, lanes));
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < maps.size(); i++) {
      boolean last = i == maps.size() - 1;
      steps.add(
          ElementwiseStep.of(
              i == 1 ? maps.getFirst() : target,
              maps.get(i),
              target,
              operation,
              last ? activation : Optional.empty(),
              lanes));
    }
    return steps;
  }

  private void concat(FusedUnit unit) {
    Value out = newValue(unit.result());
    int channel = 0;
    for (Node part : unit.inputs()) {
      int first = channel;
      int end = channel + part.shape().channels();
      channel = end;
      Value in = value(part);
      int slot = out.slot() + out.requireOrder().firstSlot(first, end);
      // A part that comes twice was made in one of its places.
      boolean inPlace =
          in.storage() == out.storage()
              && placed.get(part) == in
              && in.slot() + in.requireOrder().firstSlot(0, end - first) == slot;
      if (inPlace) {
        continue;
      }
      Value from = in.isMap() ? in : asMap(part);
      ChannelOrder order = out.requireOrder().range(first, end);
      Value to = new Value(part.shape(), out.storage(), order, slot);
      add(
          "Concat",
          unit.nodes(),
          List.of(from),
          to,
          () ->
              List.of(
                  from.requireOrder().equals(order)
                      ? ElementwiseStep.of(from.map(lanes), to.map(lanes), Optional.empty(), lanes)
                      : new TransferStep(from.map(lanes), to.map(lanes))));
    }
  }

  /** Channels read in another order, or some of them: nothing is moved if the order allows it. */
  private void view(FusedUnit unit) {
    Node node = unit.main();
    Value in = asMap(unit.inputs().getFirst());
    Optional<ChannelOrder> derived = orders.derive(node);
    int first =
        node.op() instanceof Op.Slice slice
            ? in.requireOrder().firstSlot(slice.start(), slice.end())
            : 0;
    ChannelOrder order = derived.orElseThrow();
    Value view = new Value(node.shape(), in.storage(), order, in.slot() + first);
    boolean free =
        !placed.containsKey(node)
            && order.equals(orders.of(node))
            && value(unit.inputs().getFirst()) == in;
    if (free) {
      made.put(node, view);
      return;
    }
    Value out = newValue(node);
    add(unit, List.of(view), out, () -> List.of(new TransferStep(view.map(lanes), out.map(lanes))));
  }

  private void reshape(FusedUnit unit) {
    Value in = asMatrix(unit.inputs().getFirst());
    made.put(unit.result(), new Value(unit.result().shape(), in.storage(), null, 0));
  }

  private void reference(FusedUnit unit) {
    List<Value> reads = unit.inputs().stream().map(this::asMatrix).toList();
    Value out = newValue(unit.result());
    if (out.isMap()) {
      throw new IllegalStateException(unit.main() + " makes no feature map");
    }
    add(
        unit,
        reads,
        out,
        () ->
            List.of(
                ReferenceStep.of(
                    unit.main(),
                    weights,
                    reads.stream().map(Value::matrix).toList(),
                    out.matrix())));
  }
}
