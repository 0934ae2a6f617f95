package convspectrum.search.predict.check;

import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.graph.Graph;
import java.util.List;

/**
 * A network whose time was measured, as an example for a {@link SimplePredictor}.
 *
 * @param graph as written
 * @param steps the work of each step of the program that the runtime makes of it
 * @param milliseconds of a pass, above 0
 */
public record TimedNetwork(Graph graph, List<Work> steps, double milliseconds) {
  public TimedNetwork {
    steps = List.copyOf(steps);
    if (!(milliseconds > 0) || Double.isInfinite(milliseconds)) {
      throw new IllegalArgumentException(
          "%s: a time of %s ms; expected one above 0".formatted(graph.name(), milliseconds));
    }
  }
}
