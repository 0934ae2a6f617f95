package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.Program;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A graph to be run on one runtime.
 *
 * @param graph what it is
 * @param program compiles it. May throw: the design then has a row that says why
 * @param inputs makes what it is run on, one tensor per input of the graph
 */
public record Job(Graph graph, Supplier<Program> program, Supplier<List<Tensor>> inputs) {}
