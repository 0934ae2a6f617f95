package convspectrum.cli.search;

import convspectrum.cli.predict.LatencyTables;
import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.usage.Threads;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.latency.LatencyFigure;
import convspectrum.search.predict.figure.NetworkPredictor;
import convspectrum.search.predict.figure.PredictedLatencyFigure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Predicted latencies by their names: {@code vector-predicted-latency@2}. */
final class PredictedFigures {
  private static final Pattern NAME = Pattern.compile("(.+)-predicted-latency(?:@([0-9]{1,4}))?");

  private static final String VECTOR = "vector";

  /** What stands in objectives and constraints where steps of {@code vector} are found. */
  private static final String ON_VECTORS = "vector-predicted-latency";

  private PredictedFigures() {}

  /** Whether steps of {@code vector} are found, and this process does not know its registers. */
  static boolean needVectors(SearchOptions search, List<String> constraints) {
    return search.names(ON_VECTORS, constraints) && !Runtimes.plansHere(VECTOR);
  }

  /** The names with one thread. */
  static List<String> names() {
    return Runtimes.names().stream().map(name -> NetworkPredictor.figureName(name, 1)).toList();
  }

  /**
   * The figure of this name, if it is a predicted latency.
   *
   * @param starter starts processes that measure the front
   */
  static Optional<Figure> named(
      String name, SearchOptions search, long seed, Optional<GroupWorker.Starter> starter) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || !Runtimes.names().contains(matcher.group(1))) {
      return Optional.empty();
    }
    StepPlanner runtime = Runtimes.planner(matcher.group(1));
    RunOptions run =
        Threads.options(matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2)));
    Sweep sweep = search.sweep();
    return Optional.of(
        new PredictedLatencyFigure(
            search.latencyTables().predictor(sweep.spec().name(), runtime, run, seed),
            sweep,
            search.spaceFile(LatencyTables.steps(sweep.spec().name(), runtime, run)),
            search.measuresFront() && starter.isPresent()
                ? LatencyFigures.named(
                    LatencyFigure.name(runtime.name(), run.threads()), sweep, seed, starter)
                : Optional.empty()));
  }
}
