package convspectrum.search.substitution;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A regular convolution C → D that becomes a spatial one C → C in S segments, with the stride, the
 * dilation and the padding that it had, and a 1×1 convolution C → D behind it, which has its bias.
 * That is {@code segmented} of the spec language with {@code order: spatial-first}; S = C is a
 * depthwise separable convolution. A regular one has out · K² · C · D multiply-accumulates, this
 * has out · C · (K² · C / S + D).
 *
 * @param node the convolution, without groups
 * @param segments S, a divisor of C above 1
 */
public record Substitution(Node node, int segments) {
  private static final Window PIXEL = new Window(1, 1, 1, 1, 1, 1, Padding.NONE);

  /** Refuses segments that do not divide the input channels. */
  public Substitution {
    if (!possible(node).contains(segments)) {
      throw new IllegalArgumentException(segments + " is none of " + possible(node));
    }
  }

  /** The segment counts that a convolution can have: the divisors of its input channels above 1. */
  public static List<Integer> possible(Node node) {
    int channels = node.inputShape().channels();
    return IntStream.rangeClosed(2, channels).filter(s -> channels % s == 0).boxed().toList();
  }

  /** The count nearest to {@code wanted}, the smaller of two as near; the channels at most. */
  public static int nearest(Node node, int wanted) {
    int best = node.inputShape().channels();
    for (int possible : possible(node).reversed()) {
      if (Math.abs((long) possible - wanted) <= Math.abs((long) best - wanted)) {
        best = possible;
      }
    }
    return best;
  }

  /** Whether there is a segment for each channel. */
  public boolean isDepthwise() {
    return segments == node.inputShape().channels();
  }

  /** The convolution, as it is. */
  public Op.Conv conv() {
    return (Op.Conv) node.op();
  }

  private Op.Conv spatial() {
    return new Op.Conv(node.inputShape().channels(), conv().window(), segments, false);
  }

  private Op.Conv pointwise() {
    return new Op.Conv(conv().outChannels(), PIXEL, 1, conv().bias());
  }

  /** What the spatial convolution is called that takes the place of one. */
  public static String spatialName(Node node) {
    return node.name() + "_spatial";
  }

  /** The two nodes that take its place. */
  record Pair(Node spatial, Node pointwise) {}

  /** Adds them to a graph, behind {@code input}. */
  Pair add(GraphBuilder graph, Node input) {
    Node spatial = graph.add(spatialName(node), spatial(), List.of(input), node.origin());
    Node pointwise =
        graph.add(node.name() + "_pointwise", pointwise(), List.of(spatial), node.origin());
    return new Pair(spatial, pointwise);
  }

  /** A network of the new layer alone. */
  Graph alone(String name) {
    GraphBuilder graph = new GraphBuilder(name);
    return graph.build(add(graph, graph.input("input", node.inputShape())).pointwise());
  }

  /** A network of a convolution alone. */
  static Graph before(String name, Node node) {
    GraphBuilder graph = new GraphBuilder(name);
    return graph.build(graph.add("conv", node.op(), graph.input("input", node.inputShape())));
  }
}
