package convspectrum.executor.reference;

import convspectrum.executor.runtime.ExpandedProgram;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Weights;
import java.util.function.Function;

/**
 * Runs graphs with the plain kernels of this package, always on one thread. A composite op is what
 * its definition computes, and one without a definition has a kernel.
 */
public final class ReferenceRuntime implements InferenceRuntime {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String version() {
    return "java " + System.getProperty("java.version");
  }

  /** A program of kernels that somebody else chose, one per node. */
  public static Program program(Graph graph, Function<Node, ReferenceKernel> kernelOf) {
    return ReferenceProgram.of(graph, kernelOf);
  }

  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    return ExpandedProgram.compile(
        graph, weights, IndexedOp.class::isInstance, ReferenceProgram::compile);
  }
}
