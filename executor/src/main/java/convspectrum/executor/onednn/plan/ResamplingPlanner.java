package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.BinaryAlgorithm;
import convspectrum.executor.onednn.library.Eltwise;
import convspectrum.executor.onednn.library.Pooling;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.onednn.library.Reducing;
import convspectrum.executor.onednn.library.Slide;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans pools, reductions, and pictures of another size. */
final class ResamplingPlanner {
  private final Draft draft;
  private final InterpolationMatrices matrices;

  ResamplingPlanner(Draft draft) {
    this.draft = draft;
    this.matrices = new InterpolationMatrices(draft);
  }

  void pool(Node node, Op.Pool pool) {
    Window window = pool.window();
    Padding reach = window.reach(node.inputShape(), node.shape());
    List<Slide> slides = slides(window, reach);
    PostOps postOps = PostOps.NONE;
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    Pooling kind = Pooling.MAXIMUM;
    if (pool.kind() == PoolKind.AVERAGE) {
      kind = pool.countIncludePad() ? Pooling.MEAN_WITH_PADDING : Pooling.MEAN_INSIDE;
      if (pool.countIncludePad() && !reach.equals(window.padding())) {
        Value shares =
            draft.stored(
                () -> shares(window, node), 1, 1, node.shape().height(), node.shape().width());
        postOps = postOps.then(new PostOps.Combine(BinaryAlgorithm.MULTIPLY, shares.layout()));
        arguments.put(PostOps.argument(0), shares);
      }
    }
    pool(node, kind, slides, postOps, arguments, pool.toString());
  }

  /** How a window slides over a picture with the padding that it reaches. */
  static List<Slide> slides(Window window, Padding reach) {
    return List.of(
        new Slide(
            window.kernelHeight(),
            window.strideHeight(),
            window.dilationHeight(),
            reach.top(),
            reach.bottom()),
        new Slide(
            window.kernelWidth(),
            window.strideWidth(),
            window.dilationWidth(),
            reach.left(),
            reach.right()));
  }

  /** One window over the whole picture. */
  static List<Slide> whole(Shape in) {
    return List.of(
        new Slide(in.height(), in.height(), 1, 0, 0), new Slide(in.width(), in.width(), 1, 0, 0));
  }

  /**
   * What each mean is multiplied with, because a window beyond the padding has fewer taps than
   * oneDNN divides by.
   */
  private static float[] shares(Window window, Node node) {
    Shape in = node.inputShape();
    Shape out = node.shape();
    float[] shares = new float[out.height() * out.width()];
    for (int i = 0; i < shares.length; i++) {
      int rows = taps(window.rows(), i / out.width(), in.height());
      int columns = taps(window.columns(), i % out.width(), in.width());
      shares[i] = window.taps() / (float) (rows * columns);
    }
    return shares;
  }

  /** Taps of a window inside the padded input along one axis. */
  static int taps(convspectrum.spec.graph.Slide slide, int place, int size) {
    int left = size + slide.after() - (place * slide.stride() - slide.before());
    return Math.min(slide.kernel(), Math.ceilDiv(left, slide.dilation()));
  }

  void global(Node node, Op.GlobalPool pool) {
    List<Slide> slides = whole(node.inputShape());
    Pooling kind = pool.kind() == PoolKind.MAX ? Pooling.MAXIMUM : Pooling.MEAN_INSIDE;
    pool(node, kind, slides, PostOps.NONE, new TreeMap<>(), pool.toString());
  }

  private void pool(
      Node node,
      Pooling kind,
      List<Slide> slides,
      PostOps postOps,
      SortedMap<Integer, Value> arguments,
      String detail) {
    Value source = draft.value(node.inputs().getFirst());
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .pooling(
                kind,
                source.layout(),
                draft.any(Draft.sizes(node.shape())),
                slides,
                new Attributes(postOps));
    finish(node, descriptor, source, arguments, detail + " " + postOps.text());
  }

  void reduce(Node node, Op.Reduce reduce) {
    Value source = draft.value(node.inputs().getFirst());
    if (node.shape().equals(node.inputShape())) {
      if (reduce.function() == Reduction.L2) {
        Eltwise absolute = new Eltwise(Eltwise.Algorithm.ABS);
        draft.define(node, new PointwisePlanner(draft).apply(absolute, source, node));
      } else {
        draft.define(node, source);
      }
      return;
    }
    Reducing function =
        switch (reduce.function()) {
          case MEAN -> Reducing.MEAN;
          case SUM -> Reducing.SUM;
          case MAX -> Reducing.MAXIMUM;
          case MIN -> Reducing.MINIMUM;
          case L2 -> Reducing.L2;
          case PRODUCT -> Reducing.PRODUCT;
        };
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .reduction(function, source.layout(), draft.any(Draft.sizes(node.shape())));
    finish(node, descriptor, source, new TreeMap<>(), reduce.toString());
  }

  /**
   * Linear resizing is a primitive, but oneDNN 3.13 reads beyond a picture of one row or column. It
   * rounds to another nearest pixel than we do.
   */
  void resize(Node node, Op.Resize resize) {
    Shape in = node.inputShape();
    if (resize.interpolation() != Interpolation.BILINEAR || in.height() == 1 || in.width() == 1) {
      matrices.resize(node, resize);
      return;
    }
    Value source = draft.value(node.inputs().getFirst());
    PrimitiveDescriptor descriptor =
        draft.primitives().linearResampling(source.layout(), draft.any(Draft.sizes(node.shape())));
    finish(node, descriptor, source, new TreeMap<>(), resize.toString());
  }

  private void finish(
      Node node,
      PrimitiveDescriptor descriptor,
      Value source,
      SortedMap<Integer, Value> arguments,
      String detail) {
    Value result = draft.fresh(descriptor.destination());
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, List.of(node), detail);
    draft.define(node, result);
  }
}
