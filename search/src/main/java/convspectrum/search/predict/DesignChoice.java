package convspectrum.search.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses designs to be timed so that all steps become known: again and again the one that is least
 * known from those chosen before. That maximises the determinant of the information, one design at
 * a time (a D-optimal design by greedy exchange; in the language of Gaussian processes, the pivoted
 * Cholesky decomposition of their covariance). All steps count alike: if they counted by their
 * time, designs that hold the longest would be chosen, and these hold few of the others. For the
 * same reason a step that a design holds twice counts once.
 */
final class DesignChoice {
  /** What stays unknown of a measured time. */
  private static final double NOISE = 0.1;

  /** What is unknown of a family of steps, and of a step beside its family. */
  private static final double FAMILY = 1;

  private static final double STEP = 0.2;

  private final List<SparseVector> rows = new ArrayList<>();
  private final double[] variances;
  private final boolean[] chosen;

  /** For each chosen design, what its time says about that of each candidate. */
  private final List<double[]> told = new ArrayList<>();

  /**
   * Candidates.
   *
   * @param steps the steps of each
   */
  DesignChoice(List<List<StepType>> steps) {
    Map<String, Integer> places = new HashMap<>();
    for (List<StepType> its : steps) {
      Map<Integer, Double> elements = new HashMap<>();
      for (StepType step : its) {
        elements.put(place(places, "step " + step.key()), STEP);
        elements.put(place(places, "family " + step.family()), FAMILY);
      }
      rows.add(SparseVector.of(elements));
    }
    this.variances = rows.stream().mapToDouble(row -> row.dot(row)).toArray();
    this.chosen = new boolean[rows.size()];
  }

  private static int place(Map<String, Integer> places, String name) {
    return places.computeIfAbsent(name, _ -> places.size());
  }

  /** Chooses the candidate whose time is least known; −1 where all are chosen. */
  int next() {
    int best = -1;
    for (int i = 0; i < variances.length; i++) {
      if (!chosen[i] && (best < 0 || variances[i] > variances[best])) {
        best = i;
      }
    }
    if (best >= 0) {
      choose(best);
    }
    return best;
  }

  /** Whether a candidate was chosen. */
  boolean isChosen(int candidate) {
    return chosen[candidate];
  }

  /** Chooses this candidate, whatever is known of it. */
  void choose(int candidate) {
    chosen[candidate] = true;
    double scale = Math.sqrt(variances[candidate] + NOISE * NOISE);
    double[] tells = new double[variances.length];
    for (int i = 0; i < tells.length; i++) {
      double covariance = rows.get(candidate).dot(rows.get(i));
      for (double[] before : told) {
        covariance -= before[candidate] * before[i];
      }
      tells[i] = covariance / scale;
    }
    told.add(tells);
    for (int i = 0; i < tells.length; i++) {
      variances[i] = Math.max(0, variances[i] - tells[i] * tells[i]);
    }
  }
}
