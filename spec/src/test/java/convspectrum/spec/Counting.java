package convspectrum.spec;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/** Counts by first principles, so that this module's tests need no other. */
public final class Counting {
  private Counting() {}

  /** Learned values. */
  public static long params(Graph graph) {
    return graph.nodes().stream()
        .flatMap(node -> node.parameters().stream())
        .filter(slot -> slot.trainable())
        .mapToLong(slot -> slot.shape().elements())
        .sum();
  }

  /** Multiply-accumulates of convolutions and linear layers: out · k² · in / groups per pixel. */
  public static long macs(Graph graph) {
    return graph.nodes().stream().mapToLong(Counting::macs).sum();
  }

  /** Of one node. */
  public static long macs(Node node) {
    return switch (node.op()) {
      case Op.Conv conv ->
          node.shape().elements()
              * conv.window().taps()
              * (node.inputShape().channels() / conv.groups());
      case Op.Linear _ -> node.shape().elements() * node.inputShape().dim(-1);
      default -> 0;
    };
  }
}
