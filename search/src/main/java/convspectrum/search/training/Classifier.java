package convspectrum.search.training;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.dataset.Dataset;
import convspectrum.search.design.Network;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/**
 * A network that can be trained to classify: one input of images and one output with a value for
 * each class. Composite ops are replaced by their definitions. A softmax at the end is kept in the
 * network, but the loss is computed from what it reads.
 *
 * @param label what reports call it
 * @param network the network
 */
public record Classifier(String label, Network network) {
  /**
   * Checks a network.
   *
   * @throws UnsupportedGraphException if it has another form
   */
  public Classifier {
    Graph graph = network.graph();
    if (graph.inputs().size() != 1 || graph.inputs().getFirst().shape().rank() != 4) {
      throw new UnsupportedGraphException(
          "%s takes %s; expected one input of images, (batch, channels, height, width)"
              .formatted(label, graph.inputs().stream().map(Node::shape).toList()));
    }
    Shape output = graph.outputs().getFirst().shape();
    if (graph.outputs().size() != 1
        || output.rank() < 2
        || output.elements() != (long) output.dim(0) * output.dim(1)
        || output.dim(0) != graph.inputs().getFirst().shape().batch()) {
      throw new UnsupportedGraphException(
          "%s gives %s; expected one output with a value per class, (batch, classes); try global-pool,"
                  .formatted(label, graph.outputs().stream().map(Node::shape).toList())
              + " flatten and linear at its end");
    }
  }

  /** Shape of its input, as the model has it. */
  public Shape input() {
    return network.graph().inputs().getFirst().shape();
  }

  /** Number of its outputs. */
  public int classes() {
    return network.graph().outputs().getFirst().shape().dim(1);
  }

  /**
   * Refuses images of another shape than its input, and more classes than it has outputs.
   *
   * @throws SpecException with both
   */
  public void requireFit(Dataset data) {
    Shape images = data.train().shape();
    Shape wanted = input();
    Shape one = Shape.of(wanted.channels(), wanted.height(), wanted.width());
    if (!images.equals(one)) {
      throw SpecException.ofFile(
          data.name(),
          "images of %s for %s, which takes %s".formatted(images, label, one),
          "images of its size; try --resize, which changes the images, or --input %s, which changes the network"
              .formatted(images));
    }
    int classes = data.train().classes().size();
    if (classes > classes()) {
      throw SpecException.ofFile(
          data.name(),
          "labels 0 to %d for %s, which has %d outputs".formatted(classes - 1, label, classes()),
          "at least %d outputs, one for each class".formatted(classes));
    }
  }

  /** The network for a number of images, without composite ops. */
  public Graph graph(int batch) {
    Graph graph = sized(batch).graph();
    return needsExpansion(graph)
        ? Expansion.of(graph, network.weights().apply(0), _ -> false).graph()
        : graph;
  }

  /**
   * The stored tensors of {@link #graph} of the same batch, by a seed where the model has none of
   * its own.
   */
  public Weights weights(int batch, long seed) {
    Network sized = sized(batch);
    Weights own = sized.weights().apply(seed);
    return needsExpansion(sized.graph())
        ? Expansion.of(sized.graph(), own, _ -> false).weights()
        : own;
  }

  /** As {@link #graph}, whose output is what the loss is computed from. */
  Graph logits(int batch) {
    Graph graph = graph(batch);
    Node output = graph.outputs().getFirst();
    return output.op() instanceof Op.Softmax
        ? new Graph(graph.name(), graph.nodes(), List.of(output.inputs().getFirst()))
        : graph;
  }

  private static boolean needsExpansion(Graph graph) {
    return Expansion.isNeeded(graph, _ -> false);
  }

  private Network sized(int batch) {
    return batch == input().batch() ? network : network.resized().apply(input().with(0, batch));
  }

  /** What the network is in words that tell it from any other, for checkpoints. */
  public String identity() {
    return identity(graph(1));
  }

  /** Equal for graphs of equal nodes in equal order, which start from equal weights. */
  public static String identity(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (Node node : graph.nodes()) {
      text.append(node.op()).append(node.shape());
      node.inputs().forEach(input -> text.append(' ').append(input.index()));
      text.append('\n');
    }
    return Digest.of(text.toString());
  }
}
