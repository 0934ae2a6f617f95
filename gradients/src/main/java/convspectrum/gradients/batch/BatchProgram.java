package convspectrum.gradients.batch;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import java.util.Set;

/**
 * A compiled graph that runs over batches, forwards and then backwards. Only one thread may use it
 * at a time, because every run uses the same memory.
 */
public interface BatchProgram {
  /** Returns the graph that it runs. */
  Graph graph();

  /**
   * Runs forwards.
   *
   * @param input the elements of the graph's only input, row-major
   * @param mode purpose of the run
   * @param observer receives the value of every node
   * @return the graph's first output, row-major
   * @throws OutOfMemoryException if the run needs more memory than there is
   */
  double[] forward(double[] input, RunMode mode, Observer observer);

  /**
   * Runs backwards over the last forward run, starting with the gradient with respect to one node.
   * Gradients of weights are those of this pass alone.
   *
   * @param from node to start from
   * @param gradient gradient with respect to the value of {@code from}, row-major
   * @param until nodes at which the pass stops
   * @param last whether no other backward pass over the same forward run follows, so that
   *     activations can be released during the pass
   * @param observer receives the gradient with respect to every node that the pass reaches
   */
  void backward(Node from, double[] gradient, Set<Node> until, boolean last, Observer observer);

  /** Runs {@link #backward} from the graph's first output, once. */
  default void backward(double[] gradient, Observer observer) {
    backward(graph().outputs().getFirst(), gradient, Set.of(), true, observer);
  }

  /**
   * Returns the gradient of a trainable slot after a backward pass, row-major; zeros if the pass
   * did not reach it.
   */
  double[] gradient(Node node, ParameterSlot slot);

  /**
   * Returns the first element of {@link #gradient(Node, ParameterSlot)}, without copying the
   * others.
   */
  double firstGradient(Node node, ParameterSlot slot);

  /** Returns the largest amount of memory that a run of this mode uses at a time, in bytes. */
  long peakBytes(RunMode mode);
}
