package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.step.Step;
import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.function.Supplier;

/**
 * Work whose places are not known yet.
 *
 * @param label what it is called in a profile
 * @param nodes of the graph that it computes; empty for a copy to another layout
 * @param reads what must be there
 * @param writes what it makes
 * @param steps makes the work, once the arena is planned
 */
record Task(
    String label, List<Node> nodes, List<Value> reads, Value writes, Supplier<List<Step>> steps) {}
