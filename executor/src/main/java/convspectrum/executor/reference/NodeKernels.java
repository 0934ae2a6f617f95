package convspectrum.executor.reference;

import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/** Kernels of all nodes, composites included, whose definitions are computed in one go. */
public final class NodeKernels {
  private NodeKernels() {}

  /** The kernel of a node on real numbers. */
  public static ReferenceKernel of(Node node, Weights weights) {
    if (!(node.op() instanceof Op.Composite)) {
      return ReferenceKernels.of(node, weights);
    }
    GraphBuilder builder = new GraphBuilder(node.name());
    Node[] inputs = new Node[node.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = builder.input("operand" + i, node.inputs().get(i).shape());
    }
    Graph alone = builder.build(builder.add(node.name(), node.op(), inputs));
    Program program =
        new ReferenceRuntime()
            .compile(alone, (_, slot) -> weights.get(node, slot), RunOptions.SINGLE_THREAD);
    return (x, y) -> program.run(x, List.of(y));
  }
}
