package convspectrum.api;

import convspectrum.reports.cost.CostTable;
import java.util.Arrays;
import java.util.List;

/** A network as a directed acyclic graph of ops with shapes, as written: nothing is simplified. */
public final class Graph {
  private final convspectrum.spec.graph.Graph graph;

  Graph(convspectrum.spec.graph.Graph graph) {
    this.graph = graph;
  }

  /** One op applied to earlier nodes. */
  public static final class Node {
    private final convspectrum.spec.graph.Node node;

    private Node(convspectrum.spec.graph.Node node) {
      this.node = node;
    }

    /** {@return its name, which is unique in the graph} */
    public String name() {
      return node.name();
    }

    /**
     * {@return the type of its op, as in tables: {@code conv}, {@code batch-norm}; {@code input}}
     */
    public String op() {
      return CostTable.opName(node);
    }

    /**
     * {@return where the block that made it stands in the spec; of an ONNX file, the node of the
     * file}
     */
    public String block() {
      return node.origin().path();
    }

    /** {@return the names of the nodes that it reads, in the order of its operands} */
    public List<String> inputs() {
      return node.inputs().stream().map(convspectrum.spec.graph.Node::name).toList();
    }

    /**
     * {@return the dimensions of its result, outermost first: (batch, channels, height, width) of a
     * feature map; none of a scalar}
     */
    public List<Integer> shape() {
      return Arrays.stream(node.shape().toArray()).boxed().toList();
    }

    /** {@code stem/conv: Conv[…] -> 1x32x112x112}. */
    @Override
    public String toString() {
      return node.toString();
    }
  }

  /** {@return the name of the network} */
  public String name() {
    return graph.name();
  }

  /** {@return all nodes in the order of execution, the inputs of the network included} */
  public List<Node> nodes() {
    return graph.nodes().stream().map(Node::new).toList();
  }

  /** {@return the names of the nodes that are the inputs of the network, in order} */
  public List<String> inputs() {
    return graph.inputs().stream().map(convspectrum.spec.graph.Node::name).toList();
  }

  /** {@return the names of the nodes whose results leave the network, at least one} */
  public List<String> outputs() {
    return graph.outputs().stream().map(convspectrum.spec.graph.Node::name).toList();
  }
}
