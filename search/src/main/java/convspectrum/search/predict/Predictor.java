package convspectrum.search.predict;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.spec.graph.Graph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts the latency of networks from a table. The prediction is a sum over the steps of the
 * network, in whole picoseconds. Its interval is as wide as it has to be so that the times of
 * designs that were left out of the fit lie inside (cross-validation).
 */
public final class Predictor {
  /** The name of the part of a prediction that is the call itself. */
  public static final String CALL = "call";

  /** Fewer designs fix nothing. */
  static final int FEWEST_DESIGNS = 10;

  private final PassModel model;
  private final double halfWidth;
  private final int leftOut;
  private final Optional<Transfer> transfer;

  private Predictor(PassModel model, double halfWidth, int leftOut, Optional<Transfer> transfer) {
    this.model = model;
    this.leftOut = leftOut;
    this.halfWidth = halfWidth;
    this.transfer = transfer;
  }

  /**
   * Fits a predictor.
   *
   * @throws LatencyTableException where the table holds too few designs
   */
  public static Predictor of(LatencyTable table) {
    require(table);
    return of(table, PassFit.of(table));
  }

  /**
   * Fits a predictor to a table that was read from a file. What takes long about it is kept in
   * another file beside it, if that can be written.
   *
   * @throws LatencyTableException where the table holds too few designs
   */
  public static Predictor of(LatencyTable table, Path file) {
    require(table);
    return of(table, FitFile.of(table, file));
  }

  private static void require(LatencyTable table) {
    if (table.designs().size() < FEWEST_DESIGNS) {
      throw new LatencyTableException(
          "the latency table of %s holds %d designs; expected %d or more; try predict calibrate"
              .formatted(table.space(), table.designs().size(), FEWEST_DESIGNS));
    }
  }

  private static Predictor of(LatencyTable table, PassFit fit) {
    return new Predictor(fit.model(table), fit.halfWidth(), fit.leftOut().size(), table.transfer());
  }

  /** Groups that are not fitted, since their times do not agree with those of the others. */
  public int groupsLeftOut() {
    return leftOut;
  }

  /** The time of a pass with these steps. */
  public Prediction of(List<RuntimeStep> steps) {
    return ofTypes(steps.stream().map(StepType::of).toList());
  }

  /** The time of a pass with steps of these types. */
  public Prediction ofTypes(List<StepType> steps) {
    long sum = callPicoseconds();
    long regressed = 0;
    for (StepType step : steps) {
      long its = picoseconds(step);
      sum = Math.addExact(sum, its);
      regressed += model.isRegressed(step) ? its : 0;
    }
    double ms = (double) sum / Prediction.PICOSECONDS_PER_MS;
    double half =
        Math.hypot(
            halfWidth * model.relativeError(steps), transfer.map(Transfer::usualError).orElse(0.0));
    return new Prediction(
        sum, ms * Math.max(0, 1 - half), ms * (1 + half), sum == 0 ? 0 : (double) regressed / sum);
  }

  /** Picoseconds that a step adds to a pass. */
  public long picoseconds(StepType step) {
    return Math.round(model.nanos(step) * 1000 * factor(step.kernel()));
  }

  /** Picoseconds of a pass without steps. */
  public long callPicoseconds() {
    return Math.round(model.callNanos() * 1000 * factor(CALL));
  }

  private double factor(String kernel) {
    return transfer.map(how -> how.factor(kernel)).orElse(1.0);
  }

  /** Picoseconds by position, {@value #CALL} among them; their sum is the prediction. */
  public Map<String, Long> parts(Graph graph, List<RuntimeStep> steps) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put(CALL, callPicoseconds());
    SpaceSteps.positions(graph, steps)
        .forEach((position, types) ->
            parts.put(position, types.stream().mapToLong(this::picoseconds).sum()));
    return parts;
  }
}
