package convspectrum.search.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses designs to be timed so that all steps become known. A profile tells the time of each step
 * of a design, so that what is known of a step grows with the number of designs that hold it. Again
 * and again the design is chosen that adds most to the sum of the logarithms of these numbers, that
 * is, to the determinant of the information: a D-optimal choice, one design at a time.
 */
final class DesignChoice {
  /** What is known of a step that no design holds, in designs. */
  private static final double BEFORE = 0.1;

  /** For each candidate, the places of its steps. */
  private final List<int[]> places = new ArrayList<>();

  private final int[] counts;
  private final boolean[] chosen;

  /**
   * Candidates.
   *
   * @param steps the steps of each
   */
  DesignChoice(List<List<StepType>> steps) {
    Map<StepType, Integer> known = new HashMap<>();
    for (List<StepType> its : steps) {
      places.add(
          its.stream()
              .distinct()
              .mapToInt(step -> known.computeIfAbsent(step, _ -> known.size()))
              .toArray());
    }
    this.counts = new int[known.size()];
    this.chosen = new boolean[steps.size()];
  }

  /** Chooses the candidate that tells most; −1 where all are chosen. */
  int next() {
    int best = -1;
    double most = -1;
    for (int i = 0; i < chosen.length; i++) {
      double gain = chosen[i] ? -1 : gain(places.get(i));
      if (gain > most) {
        most = gain;
        best = i;
      }
    }
    if (best >= 0) {
      choose(best);
    }
    return best;
  }

  private double gain(int[] its) {
    return Arrays.stream(its).mapToDouble(place -> Math.log1p(1 / (counts[place] + BEFORE))).sum();
  }

  /** Whether a candidate was chosen. */
  boolean isChosen(int candidate) {
    return chosen[candidate];
  }

  /** Chooses this candidate, whatever is known of it. */
  void choose(int candidate) {
    chosen[candidate] = true;
    for (int place : places.get(candidate)) {
      counts[place]++;
    }
  }
}
