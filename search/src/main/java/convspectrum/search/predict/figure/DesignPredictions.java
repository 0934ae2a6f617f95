package convspectrum.search.predict.figure;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.figure.PredictedFigure.Predicted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The predicted times of designs beside each other.
 *
 * @param runs one per runtime
 */
public record DesignPredictions(List<PredictedRun> runs) {
  /** Nothing is predicted. */
  public static final DesignPredictions NONE = new DesignPredictions(List.of());

  public DesignPredictions {
    runs = List.copyOf(runs);
  }

  /**
   * The predictions for one runtime.
   *
   * @param name of the runtime, with the number of threads where there are several
   * @param source the table that they come from, in a line
   * @param byLabel the predictions of rows that are evaluated
   * @param refused why others have none, by label
   */
  public record PredictedRun(
      String name, String source, Map<String, Predicted> byLabel, Map<String, String> refused) {
    public PredictedRun {
      byLabel = Map.copyOf(byLabel);
      refused = Map.copyOf(refused);
    }

    /** The prediction of a row; all NaN where there is none. */
    public Predicted prediction(ComparedDesign row) {
      return byLabel.getOrDefault(row.evaluatedAs(), Predicted.NONE);
    }

    /** The prediction of the only row; all NaN where the runtime refuses it. */
    public Predicted only() {
      return byLabel.values().stream().findFirst().orElse(Predicted.NONE);
    }
  }

  /** The prediction of a network alone. */
  public static DesignPredictions of(Network network, List<NetworkPredictor> predictors) {
    return predictors.isEmpty()
        ? NONE
        : of(Designs.ofNetworks(List.of(network), CostOptions.DEFAULT), predictors);
  }

  /** The predictions of designs by these predictors. */
  public static DesignPredictions of(Designs designs, List<NetworkPredictor> predictors) {
    List<PredictedRun> runs = new ArrayList<>();
    for (NetworkPredictor predictor : predictors) {
      Map<String, Predicted> byLabel = new HashMap<>();
      Map<String, String> refused = new HashMap<>();
      for (ComparedDesign row : designs.distinct()) {
        try {
          byLabel.put(row.label(), predictor.of(row.network()));
        } catch (UnsupportedGraphException e) {
          refused.put(row.label(), String.valueOf(e.getMessage()));
        }
      }
      runs.add(new PredictedRun(predictor.name(), predictor.source(), byLabel, refused));
    }
    return new DesignPredictions(runs);
  }

  /** Why a row has no prediction; empty where it has all. */
  public String reasons(ComparedDesign row) {
    return runs.stream()
        .filter(run -> run.refused().containsKey(row.evaluatedAs()))
        .map(run ->
            "%s is not predicted: %s."
                .formatted(
                    run.name(), Objects.requireNonNull(run.refused().get(row.evaluatedAs()))))
        .collect(Collectors.joining(" "));
  }
}
