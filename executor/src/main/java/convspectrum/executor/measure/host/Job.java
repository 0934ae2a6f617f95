package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.Program;
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
 */
public record Job(Graph graph, Supplier<Program> program, Supplier<List<Tensor>> inputs) {}
