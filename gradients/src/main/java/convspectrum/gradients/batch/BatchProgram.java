package convspectrum.gradients.batch;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import java.util.Set;

/**
 * A graph ready to be run over batches, forwards and then backwards. Used by one thread at a time;
 * its memory serves one run after another.
 */
public interface BatchProgram {
  /** What it runs. */
  Graph graph();

  /**
   * Runs forwards.
   *
   * @param input the elements of the graph's only input, row-major
   * @param mode what the run is for
   * @param observer sees what every node computed
   * @return the graph's first output, row-major
   * @throws OutOfMemoryException where the run needs more than there is
   */
  double[] forward(double[] input, RunMode mode, Observer observer);

  /**
   * Runs backwards over the last forward run, from the gradient with respect to one node. Gradients
   * of weights are those of this pass alone.
   *
   * @param from where it starts
   * @param gradient with respect to what {@code from} computed, row-major
   * @param until nodes behind which it does not go
   * @param last whether no other backward pass over the same forward run follows: activations are
   *     given up as the pass goes
   * @param observer sees the gradient with respect to every node that is reached
   */
  void backward(Node from, double[] gradient, Set<Node> until, boolean last, Observer observer);

  /** {@link #backward} from the graph's first output, once. */
  default void backward(double[] gradient, Observer observer) {
    backward(graph().outputs().getFirst(), gradient, Set.of(), true, observer);
  }

  /**
   * The gradient of a trainable slot after a backward pass, row-major; zeros where it was not
   * reached.
   */
  double[] gradient(Node node, ParameterSlot slot);

  /** The most memory that a run of this mode takes at a time, in bytes. */
  long peakBytes(RunMode mode);
}
