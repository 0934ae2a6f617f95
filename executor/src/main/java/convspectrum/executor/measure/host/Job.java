package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A graph to be run on one runtime.
 *
 * @param graph the graph
 * @param program compiles it; if it throws, the design gets a row with the reason
 * @param inputs creates the inputs, one tensor per input of the graph
 * @param steps plans the steps of the program; none where they are not known
 */
public record Job(
    Graph graph,
    Supplier<Program> program,
    Supplier<List<Tensor>> inputs,
    Supplier<List<RuntimeStep>> steps) {
  /** A graph whose steps are not known. */
  public Job(Graph graph, Supplier<Program> program, Supplier<List<Tensor>> inputs) {
    this(graph, program, inputs, List::of);
  }
}
