package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.BinaryAlgorithm;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.Pooling;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.onednn.library.Slide;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.ValueScale;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans pools of bytes. A maximum has the scale of its operand. The mean of bytes q with the scale
 * s and the zero point z is, in bytes of the result, (mean(q) − z) · s / s' + z', rounded once.
 */
final class BytePools {
  private final Draft draft;

  BytePools(Draft draft) {
    this.draft = draft;
  }

  private ValueScale scale(Node node) {
    return draft.rounding().scale(Fusion.source(node.inputs().getFirst())).orElseThrow();
  }

  /** The maximum over a window. */
  boolean largest(Node node, Op.Pool pool) {
    Padding reach = pool.window().reach(node.inputShape(), node.shape());
    return add(
        node,
        Pooling.MAXIMUM,
        ResamplingPlanner.slides(pool.window(), reach),
        PostOps.NONE,
        new TreeMap<>());
  }

  /** The maximum or the mean of each channel. */
  boolean global(Node node, Op.GlobalPool pool, ValueScale result) {
    List<Slide> slides = ResamplingPlanner.whole(node.inputShape());
    return pool.kind() == PoolKind.MAX
        ? add(node, Pooling.MAXIMUM, slides, PostOps.NONE, new TreeMap<>())
        : add(node, Pooling.MEAN_INSIDE, slides, scaled(scale(node), result), new TreeMap<>());
  }

  /**
   * The mean over a window. Zeros of the padding are no bytes 0 unless the zero point is, so that
   * the mean inside is multiplied with the share of the taps that are inside.
   */
  boolean mean(Node node, Op.Pool pool, ValueScale result) {
    Window window = pool.window();
    Padding reach = window.reach(node.inputShape(), node.shape());
    List<Slide> slides = ResamplingPlanner.slides(window, reach);
    ValueScale source = scale(node);
    boolean padded = !reach.equals(Padding.NONE);
    if (!pool.countIncludePad() || !padded) {
      return add(node, Pooling.MEAN_INSIDE, slides, scaled(source, result), new TreeMap<>());
    }
    if (source.zeroPoint() == 0 && reach.equals(window.padding())) {
      return add(node, Pooling.MEAN_WITH_PADDING, slides, scaled(source, result), new TreeMap<>());
    }
    Shape out = node.shape();
    Value shares = draft.stored(() -> shares(window, node), 1, 1, out.height(), out.width());
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(PostOps.argument(1), shares);
    double factor = (double) source.scale() / result.scale();
    PostOps postOps =
        PostOps.NONE
            .then(List.of(ByteArithmetic.linear(factor, -factor * source.zeroPoint())))
            .then(new PostOps.Combine(BinaryAlgorithm.MULTIPLY, shares.layout()))
            .then(List.of(ByteArithmetic.linear(1, result.zeroPoint())));
    return add(node, Pooling.MEAN_INSIDE, slides, postOps, arguments);
  }

  private static PostOps scaled(ValueScale source, ValueScale result) {
    double factor = (double) source.scale() / result.scale();
    double shift = result.zeroPoint() - factor * source.zeroPoint();
    return factor == 1 && shift == 0
        ? PostOps.NONE
        : PostOps.NONE.then(List.of(ByteArithmetic.linear(factor, shift)));
  }

  /** Of the taps that a mean is divided by, the share inside of the picture. */
  private static float[] shares(Window window, Node node) {
    Shape in = node.inputShape();
    Shape out = node.shape();
    float[] shares = new float[out.height() * out.width()];
    for (int i = 0; i < shares.length; i++) {
      int row = i / out.width();
      int column = i % out.width();
      int inside =
          inside(window.rows(), row, in.height()) * inside(window.columns(), column, in.width());
      int counted =
          ResamplingPlanner.taps(window.rows(), row, in.height())
              * ResamplingPlanner.taps(window.columns(), column, in.width());
      shares[i] = inside / (float) counted;
    }
    return shares;
  }

  private static int inside(convspectrum.spec.graph.Slide slide, int place, int size) {
    int taps = 0;
    for (int tap = 0; tap < slide.kernel(); tap++) {
      int at = place * slide.stride() - slide.before() + tap * slide.dilation();
      taps += at >= 0 && at < size ? 1 : 0;
    }
    return taps;
  }

  /** Where oneDNN has only its plain loop for bytes, real numbers are faster. */
  private boolean add(
      Node node,
      Pooling kind,
      List<Slide> slides,
      PostOps postOps,
      SortedMap<Integer, Value> arguments) {
    Node input = node.inputs().getFirst();
    Layout layout = channelsLast(input);
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .pooling(
                kind,
                layout,
                Layout.any(draft.objects(), DataType.U8, Draft.sizes(node.shape())),
                slides,
                new Attributes(postOps));
    if (descriptor.isReference()) {
      return false;
    }
    Value result = draft.fresh(descriptor.destination());
    arguments.put(Primitives.SOURCE, draft.inLayout(input, draft.storedValue(input), layout));
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, List.of(node), node.op() + " of bytes " + postOps.text());
    draft.define(node, result);
    return true;
  }

  /** oneDNN has kernels for bytes only where the channels of a pixel follow each other. */
  private Layout channelsLast(Node input) {
    return Layout.dense(
        draft.objects(), DataType.U8, Draft.sizes(input.shape()), new int[] {0, 2, 3, 1});
  }
}
