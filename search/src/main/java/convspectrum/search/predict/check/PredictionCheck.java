package convspectrum.search.predict.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Predictions held against measurements: those of a latency table, and those of simple predictors
 * that were fitted to the designs that were measured for the table.
 *
 * @param designs that were measured
 * @param others names of the simple predictors, in the order of {@link CheckedDesign#others}
 * @param examples how many measured designs the simple predictors were fitted to
 * @param refused how many designs of the sample the runtime cannot run
 * @param drift time of the baseline over that when the table was made, less one; measured times are
 *     in units of the baseline, so that it does not count
 * @param noise of the machine, a sentence
 * @param partial whether it was interrupted
 */
public record PredictionCheck(
    List<CheckedDesign> designs,
    List<String> others,
    int examples,
    int refused,
    double drift,
    String noise,
    boolean partial) {
  /** The name of the predictor that is checked. */
  public static final String TABLE = "latency table";

  public PredictionCheck {
    designs = List.copyOf(designs);
    others = List.copyOf(others);
    if (designs.isEmpty()) {
      throw new IllegalArgumentException("no design was measured; expected at least one");
    }
  }

  /** The accuracy of the table first, then of each simple predictor. */
  public List<Accuracy> accuracies() {
    double[] measured = designs.stream().mapToDouble(CheckedDesign::measured).toArray();
    double covered = designs.stream().filter(CheckedDesign::isCovered).count();
    List<Accuracy> all = new ArrayList<>();
    all.add(
        Accuracy.of(
            TABLE,
            designs.stream().mapToDouble(CheckedDesign::predicted).toArray(),
            measured,
            OptionalDouble.of(covered / designs.size())));
    for (int i = 0; i < others.size(); i++) {
      int which = i;
      all.add(
          Accuracy.of(
              others.get(i),
              designs.stream().mapToDouble(one -> one.others().get(which)).toArray(),
              measured,
              OptionalDouble.empty()));
    }
    return List.copyOf(all);
  }
}
