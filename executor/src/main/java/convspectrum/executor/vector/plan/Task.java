package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.step.Step;
import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.function.Supplier;

/**
 * Work whose positions in the arena are not known yet.
 *
 * @param label its name in a profile
 * @param units what it computes; empty for a copy to another layout
 * @param reads values that it reads
 * @param writes value that it writes
 * @param steps creates the steps after the arena is planned
 */
record Task(
    String label,
    List<FusedUnit> units,
    List<Value> reads,
    Value writes,
    Supplier<List<Step>> steps) {
  /** Nodes of the graph that it computes, in order; none for a copy to another layout. */
  List<Node> nodes() {
    return units.stream().flatMap(unit -> unit.nodes().stream()).toList();
  }
}
