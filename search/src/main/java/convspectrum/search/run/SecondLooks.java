package convspectrum.search.run;

import convspectrum.search.figure.Figure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures designs again of which it is not certain whether they keep a constraint, since the bound
 * lies within the interval of the measured figure.
 */
final class SecondLooks {
  /** Groups in which such a design is measured during the search. */
  private static final int MOST = 3;

  private final SearchPlan plan;
  private final Evaluations evaluations;

  /** Further evaluations, by figure and by key. */
  private final Map<String, Map<String, List<Evaluation>>> further = new HashMap<>();

  SecondLooks(SearchPlan plan, Evaluations evaluations) {
    this.plan = plan;
    this.evaluations = evaluations;
  }

  /**
   * Measures designs again until they are certain, or were measured often enough.
   *
   * @throws InterruptedException where the thread is interrupted; what was measured stays
   */
  void look(MeasuredFigure figure, List<SearchedDesign> designs, Evaluations.Watch watch)
      throws InterruptedException {
    for (int group = 2; group <= MOST; group++) {
      Map<String, SearchedDesign> unsure = new LinkedHashMap<>();
      for (SearchedDesign design : designs) {
        evaluations
            .found(figure, design)
            .filter(first -> plan.isUnsure(figure, together(figure, design, first)))
            .ifPresent(_ -> unsure.putIfAbsent(figure.key(design), design));
      }
      if (unsure.isEmpty()) {
        return;
      }
      watch.made(group - 1, MOST);
      List<Evaluation> found =
          evaluations.group(figure, "again " + group, List.copyOf(unsure.values()));
      int i = 0;
      for (String key : unsure.keySet()) {
        further
            .computeIfAbsent(figure.identity(), _ -> new HashMap<>())
            .computeIfAbsent(key, _ -> new ArrayList<>())
            .add(found.get(i++));
      }
    }
  }

  /** The figure of a design from all its groups. */
  Evaluation together(Figure figure, SearchedDesign design, Evaluation first) {
    List<Evaluation> more =
        further
            .getOrDefault(figure.identity(), Map.of())
            .getOrDefault(figure.key(design), List.of());
    if (more.isEmpty()) {
      return first;
    }
    List<Evaluation> all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return MeasuredRounds.together(all);
  }
}
