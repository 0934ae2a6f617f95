package convspectrum.executor.measure;

import convspectrum.executor.runtime.Program;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import java.util.List;

/** What a host runs: the designs of a study on one runtime, by label. */
public interface Workload {
  /** The version of the runtime. */
  String version();

  /** The design as it is timed. */
  Graph graph(String design);

  /** The design at the size at which it is checked. */
  Graph checkGraph(String design);

  /** Compiles one of these graphs. */
  Program compile(Graph graph);

  /** What to run one of these graphs on, one tensor per input. */
  List<Tensor> inputs(Graph graph);
}
