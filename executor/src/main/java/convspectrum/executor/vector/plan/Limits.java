package convspectrum.executor.vector.plan;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;

/** Rejects graphs that need more memory than there is, before anything large is allocated. */
final class Limits {
  /** Largest length of an array, less room for a register that is read beyond its end. */
  static final int MOST_VALUES = Integer.MAX_VALUE - 1024;

  private final Graph graph;

  Limits(Graph graph) {
    this.graph = graph;
  }

  /** Rejects a node whose value is too large for one array, and a graph whose weights are. */
  void requireArrays() {
    for (Node node : graph.nodes()) {
      if (node.shape().elements() > MOST_VALUES) {
        throw tooLarge("the value %s of %s".formatted(node.shape(), node.name()));
      }
    }
    if (weights() > MOST_VALUES) {
      throw tooLarge("its %d weights".formatted(weights()));
    }
  }

  /** Rejects an arena too large for one array, or for the heap together with the weights. */
  void requireMemory(long arena, long heap) {
    if (arena > MOST_VALUES) {
      throw tooLarge("what is needed of its values at one time");
    }
    long needed = Float.BYTES * (arena + weights());
    if (needed > heap) {
      throw new UnsupportedGraphException(
          "%s needs %d MB for weights and values, the Java heap has %d MB; give it more with -Xmx"
              .formatted(graph.name(), needed >> 20, heap >> 20));
    }
  }

  private UnsupportedGraphException tooLarge(String what) {
    return new UnsupportedGraphException(
        "%s: %s is more than the 8 GB that one array holds; make it smaller"
            .formatted(graph.name(), what));
  }

  private long weights() {
    long weights = 0;
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        weights = Math.addExact(weights, slot.shape().elements());
      }
    }
    return weights;
  }
}
