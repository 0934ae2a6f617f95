package convspectrum.executor.onednn.plan;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.BinaryAlgorithm;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plans norms that no convolution takes in. */
final class NormPlanner {
  private final Draft draft;

  NormPlanner(Draft draft) {
    this.draft = draft;
  }

  /** A factor per channel, and a summand behind a batch norm: both are known before the pass. */
  void perChannel(FusedUnit unit) {
    Node node = unit.main();
    Value source = draft.value(unit.inputs().getFirst());
    int channels = node.shape().dim(1);
    long[] sizes = new long[node.shape().rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = channels;
    Value factors = draft.stored(() -> rounded(scaleAndShift(node, channels).scale()), sizes);
    PostOps postOps = PostOps.NONE;
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    if (node.op() instanceof Op.BatchNorm) {
      Value summands = draft.stored(() -> rounded(scaleAndShift(node, channels).shift()), sizes);
      postOps = postOps.then(new PostOps.Combine(BinaryAlgorithm.ADD, summands.layout()));
      arguments.put(PostOps.argument(0), summands);
    }
    if (unit.activation().isPresent()) {
      postOps = postOps.then(EltwiseFunctions.of(unit.activation().get()));
    }
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .binary(
                BinaryAlgorithm.MULTIPLY,
                source.layout(),
                factors.layout(),
                source.layout(),
                new Attributes(postOps));
    Value result = draft.fresh(source.layout());
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.SOURCE_1, factors);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, unit.nodes(), "per channel " + postOps.text());
    draft.define(unit.result(), result);
  }

  private ScaleAndShift scaleAndShift(Node node, int channels) {
    ScaleAndShift result = ScaleAndShift.of(node, channels, draft.weights());
    result.then(node, draft.weights());
    return result;
  }

  private static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  /** A norm over some axes: those come last in memory, and are seen as one. */
  void layer(Node node, Op.LayerNorm norm) {
    int rank = node.shape().rank();
    int[] order =
        IntStream.concat(
                IntStream.range(0, rank).filter(axis -> !norm.axes().contains(axis)),
                norm.axes().stream().mapToInt(Integer::intValue))
            .toArray();
    long[] sizes = Draft.sizes(node.shape());
    Layout layout = Layout.dense(draft.objects(), DataType.F32, sizes, order);
    long each = norm.axes().stream().mapToLong(axis -> sizes[axis]).reduce(1, Math::multiplyExact);
    Layout rows = draft.plain(node.shape().elements() / each, each);
    Value source = draft.value(node.inputs().getFirst(), layout);
    Value result = draft.fresh(layout);
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, new Value(source.buffer(), rows));
    arguments.put(Primitives.DESTINATION, new Value(result.buffer(), rows));
    if (norm.affine()) {
      arguments.put(
          Primitives.SCALE, draft.stored(() -> draft.weights().get(node, WEIGHT).data(), each));
      arguments.put(
          Primitives.SHIFT, draft.stored(() -> draft.weights().get(node, BIAS).data(), each));
    }
    draft.add(
        draft.primitives().layerNorm(rows, rows, norm.epsilon(), norm.affine()),
        arguments,
        List.of(node),
        "layer norm");
    draft.define(node, result);
  }

  void softmax(Node node, int axis) {
    Value source = draft.value(node.inputs().getFirst());
    Value result = draft.fresh(source.layout());
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(
        draft.primitives().softmax(source.layout(), result.layout(), axis),
        arguments,
        List.of(node),
        "axis " + axis);
    draft.define(node, result);
  }
}
