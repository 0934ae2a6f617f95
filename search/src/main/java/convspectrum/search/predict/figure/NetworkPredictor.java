package convspectrum.search.predict.figure;

import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.PredictedFigure.Predicted;
import convspectrum.search.latency.LatencyFigure;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.Prediction;
import convspectrum.search.predict.Predictor;
import convspectrum.search.predict.SpaceSteps;
import convspectrum.search.predict.StepType;
import convspectrum.spec.canonical.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Predicts how long a runtime takes for any network, by the steps that it makes of it. */
public final class NetworkPredictor {
  private final LatencyTable table;
  private final Predictor predictor;
  private final StepPlanner runtime;
  private final RunOptions run;
  private final long seed;

  /**
   * A predictor.
   *
   * @param table of this runtime with these options
   * @param seed of the weights, some of which runtimes read to find the steps
   */
  public NetworkPredictor(LatencyTable table, StepPlanner runtime, RunOptions run, long seed) {
    this(table, Predictor.of(table), runtime, run, seed);
  }

  /**
   * A predictor.
   *
   * @param predictor fitted to the table
   */
  public NetworkPredictor(
      LatencyTable table, Predictor predictor, StepPlanner runtime, RunOptions run, long seed) {
    this.table = table;
    this.predictor = predictor;
    this.runtime = runtime;
    this.run = run;
    this.seed = seed;
  }

  /** {@code vector}, or {@code vector@2} with two threads. */
  public String name() {
    return runtime.name() + (run.threads() == 1 ? "" : "@" + run.threads());
  }

  /** {@code vector-predicted-latency@2}. */
  public String figureName() {
    return figureName(runtime.name(), run.threads());
  }

  /** The name of the figure of a runtime. */
  public static String figureName(String runtime, int threads) {
    return LatencyFigure.name(runtime + "-predicted", threads);
  }

  /** The table, in a line: where and when it was made. */
  public String source() {
    return "by the latency table of %s, %s %s, %d thread%s, %s, on %s"
        .formatted(
            table.space(),
            table.runtime(),
            table.runtimeVersion(),
            table.threads(),
            table.threads() == 1 ? "" : "s",
            table.date(),
            table.cpu());
  }

  /** The steps that the runtime makes of a network. */
  public List<RuntimeStep> steps(Network network) {
    return runtime.steps(network.graph(), network.weights().apply(seed), run);
  }

  /**
   * The time of a network.
   *
   * @throws UnsupportedGraphException where the runtime cannot run it
   */
  public Predicted of(Network network) {
    return of(steps(network));
  }

  /** The time of these steps. */
  public Predicted of(List<RuntimeStep> steps) {
    return ofTypes(steps.stream().map(StepType::of).toList());
  }

  Predicted ofTypes(List<StepType> steps) {
    Prediction prediction = predictor.ofTypes(steps);
    return new Predicted(
        prediction.milliseconds(), prediction.lowMs(), prediction.highMs(), prediction.regressed());
  }

  /** The time of a network without its interval: faster than {@link #of}. */
  long picoseconds(Network network) {
    long sum = callPicoseconds();
    for (RuntimeStep step : steps(network)) {
      sum = Math.addExact(sum, picoseconds(StepType.of(step)));
    }
    return sum;
  }

  long picoseconds(StepType step) {
    return predictor.picoseconds(step);
  }

  long callPicoseconds() {
    return predictor.callPicoseconds();
  }

  /** Whether the steps of a network are known without making a program of it. */
  boolean plansFast() {
    return runtime.plansFast();
  }

  long seed() {
    return seed;
  }

  /** The steps of a space on this runtime. */
  SpaceSteps space(Sweep sweep) {
    return new SpaceSteps(sweep, runtime, run, seed);
  }

  /** A text that is equal where all is equal that the steps of a space depend on. */
  String stepsIdentity(Sweep sweep) {
    return String.join(
        "; ",
        table.runtime() + " " + table.runtimeVersion(),
        run.threads() + " threads",
        "on " + table.machine(),
        sweep.spec().parameters().stream()
            .map(parameter -> parameter.name() + "=" + parameter.values())
            .collect(Collectors.joining(", ")),
        "varied " + sweep.parameters(),
        "base " + sweep.base(),
        Fingerprint.of(Network.design(sweep.spec(), sweep.base(), sweep.input()).graph()).hex());
  }

  /** The picoseconds of each position of a network; their sum is the prediction. */
  Map<String, Long> parts(Network network) {
    return predictor.parts(network.graph(), steps(network));
  }
}
