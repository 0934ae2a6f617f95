package convspectrum.search.predict.check;

import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.graph.Graph;
import java.util.List;

/** A way to predict latency that knows nothing of a table of steps, for comparison. */
public sealed interface SimplePredictor permits MacsLine, StepRoofline, BlindForest {
  /** Its name in tables. */
  String name();

  /** The predicted time of a pass, milliseconds. */
  double milliseconds(Graph graph, List<Work> steps);

  /**
   * All of them, each fitted to these examples.
   *
   * @param examples at least two
   * @param seed of what is random
   */
  static List<SimplePredictor> fitted(List<TimedNetwork> examples, long seed) {
    return List.of(
        MacsLine.of(examples), StepRoofline.of(examples), BlindForest.of(examples, seed));
  }
}
