package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.NativeObjects;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Weights;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The program as far as it is planned: which value each node has, and the steps that make it. */
final class Draft {
  private final NativeObjects objects;
  private final Primitives primitives;
  private final Weights weights;
  private final Map<Node, Value> values = new LinkedHashMap<>();
  private final Map<Node, List<Value>> copies = new LinkedHashMap<>();
  private final List<PlannedStep> steps = new ArrayList<>();
  private final Rounding rounding;
  private final String others;

  /** How often each node will still be read, by its index. */
  private final int[] reads;

  /**
   * An empty draft.
   *
   * @param scales how the values of some nodes are stored as bytes; none in a graph of real numbers
   * @param others the runtimes that may run what oneDNN lacks, for its error
   */
  Draft(
      NativeObjects objects,
      Graph graph,
      Weights weights,
      List<FusedUnit> units,
      Function<Node, Optional<ValueScale>> scales,
      String others) {
    this.objects = objects;
    this.primitives = new Primitives(objects);
    this.weights = weights;
    this.others = others;
    this.rounding = new Rounding(this, scales);
    this.reads = new int[graph.nodes().size()];
    units.forEach(unit -> count(unit, 1));
    graph.outputs().forEach(output -> reads[Fusion.source(output).index()]++);
  }

  NativeObjects objects() {
    return objects;
  }

  Primitives primitives() {
    return primitives;
  }

  Weights weights() {
    return weights;
  }

  List<PlannedStep> steps() {
    return steps;
  }

  /** The unit has been planned: it will read its inputs no more. */
  void done(FusedUnit unit) {
    count(unit, -1);
  }

  private void count(FusedUnit unit, int by) {
    unit.inputs().forEach(input -> reads[input.index()] += by);
    unit.added().ifPresent(added -> reads[added.index()] += by);
  }

  /** The error of an op that oneDNN has no primitive for. */
  UnsupportedGraphException lacking(Node node, String op) {
    return new UnsupportedGraphException(
        "oneDNN has no primitive for %s (%s); try the runtime %s"
            .formatted(op, node.name(), others));
  }

  /** The sizes of a shape; a number is a value with one axis. */
  static long[] sizes(Shape shape) {
    return shape.rank() == 0
        ? new long[] {1}
        : Arrays.stream(shape.toArray()).asLongStream().toArray();
  }

  Layout plain(long... sizes) {
    return Layout.plain(objects, DataType.F32, sizes);
  }

  Layout any(long... sizes) {
    return Layout.any(objects, DataType.F32, sizes);
  }

  /** How values become bytes and these real numbers again. */
  Rounding rounding() {
    return rounding;
  }

  /** The value of a node as it is stored: real numbers or bytes. */
  Value storedValue(Node node) {
    Value value = values.get(Fusion.source(node));
    if (value == null) {
      throw new IllegalStateException(node + " is read before it is computed");
    }
    return value;
  }

  /** The real numbers of a node's value, in the layout that it was computed in. */
  Value value(Node node) {
    Value value = storedValue(node);
    return value.layout().type() == DataType.F32
        ? value
        : rounding.real(
            node, value, copies.computeIfAbsent(Fusion.source(node), _ -> new ArrayList<>()));
  }

  /** The value of a node in this layout, copied unless it has it. */
  Value value(Node node, Layout layout) {
    return inLayout(node, value(node), layout);
  }

  /** A value of a node in this layout, copied unless it has it. */
  Value inLayout(Node node, Value value, Layout layout) {
    if (value.layout().sameAs(layout)) {
      return value;
    }
    List<Value> known = copies.computeIfAbsent(Fusion.source(node), _ -> new ArrayList<>());
    for (Value copy : known) {
      if (copy.layout().sameAs(layout)) {
        return copy;
      }
    }
    Value copy = fresh(layout);
    copy(node, value, copy);
    known.add(copy);
    return copy;
  }

  /** The value of a node with the last axis dense. */
  Value plain(Node node) {
    return value(node, plain(sizes(node.shape())));
  }

  /** The elements of a node, seen as a value of other sizes. */
  Value reshaped(Node node, long... sizes) {
    return new Value(plain(node).buffer(), plain(sizes));
  }

  /** A step that copies a node's value to another layout. */
  void copy(Node node, Value from, Value to) {
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, from);
    arguments.put(Primitives.DESTINATION, to);
    PrimitiveDescriptor descriptor =
        primitives.reorder(from.layout(), to.layout(), Attributes.NONE);
    add(
        new PlannedStep(
            descriptor, arguments, "Reorder", "", List.of(), List.of("reorder " + node.name())));
  }

  /** Memory for a value that a step computes. */
  Value fresh(Layout layout) {
    return new Value(new Buffer(layout.bytes()), layout);
  }

  /** One number that is there before the first pass, as attributes take them. */
  Value number(DataType type, float real, int integer) {
    Layout one = Layout.plain(objects, type, 1);
    return new Value(
        new Buffer(
            new Buffer.Filling(
                one,
                one,
                memory -> {
                  if (type == DataType.F32) {
                    memory.set(ValueLayout.JAVA_FLOAT, 0, real);
                  } else {
                    memory.set(ValueLayout.JAVA_INT, 0, integer);
                  }
                })),
        one);
  }

  /** Bytes in {@code target} that are there before the first pass, from those in {@code given}. */
  Value storedBytes(Layout given, Layout target, Supplier<byte[]> elements) {
    return new Value(
        new Buffer(
            new Buffer.Filling(
                given,
                target,
                memory -> {
                  byte[] all = elements.get();
                  MemorySegment.copy(all, 0, memory, ValueLayout.JAVA_BYTE, 0, all.length);
                })),
        target);
  }

  /** A value in {@code target} that is there before the first pass, from row-major elements. */
  Value stored(Layout target, Supplier<float[]> elements) {
    Layout rowMajor = plain(target.sizes());
    return new Value(
        new Buffer(
            new Buffer.Filling(
                rowMajor,
                target,
                memory -> {
                  float[] all = elements.get();
                  MemorySegment.copy(all, 0, memory, ValueLayout.JAVA_FLOAT, 0, all.length);
                })),
        target);
  }

  /** A row-major value that is there before the first pass. */
  Value stored(Supplier<float[]> elements, long... sizes) {
    return stored(plain(sizes), elements);
  }

  /** Appends a step. */
  void add(PlannedStep step) {
    int index = steps.size();
    steps.add(step);
    step.arguments().values().forEach(value -> value.buffer().use(index));
  }

  /**
   * Appends the step that computes nodes of a unit.
   *
   * @param detail what its time depends on beside the layouts
   */
  void add(
      PrimitiveDescriptor descriptor,
      SortedMap<Integer, Value> arguments,
      List<Node> nodes,
      String detail) {
    List<String> names = nodes.stream().map(Node::name).toList();
    String op = nodes.getFirst().op().typeName();
    add(new PlannedStep(descriptor, arguments, op, detail, nodes, names));
  }

  /** The node has this value, which is rounded first where it is to be stored as bytes. */
  void define(Node node, Value value) {
    values.put(node, rounding.stored(node, value));
  }

  /**
   * Whether nothing reads the memory of a node's value but the step that is being planned, once.
   */
  boolean isLastRead(Node node) {
    Buffer buffer = storedValue(node).buffer();
    int left = 0;
    for (Map.Entry<Node, Value> entry : values.entrySet()) {
      if (entry.getValue().buffer() == buffer) {
        left += reads[entry.getKey().index()];
      }
    }
    return left == 1 && !buffer.isKept();
  }
}
