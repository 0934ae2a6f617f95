package convspectrum.search.run;

import convspectrum.search.figure.Figure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Under which conditions a measured figure of a search was measured. They come from the journal, if
 * there is one: a search that goes on, or is repeated, says when its figures were measured, not
 * when it ran.
 *
 * @param figure its name
 * @param groups in which its designs were measured, in the order of time, at least one
 */
public record MeasuringConditions(String figure, List<MeasuredGroup> groups) {
  public MeasuringConditions {
    groups = List.copyOf(groups);
  }

  /** Those of each measured figure of a result. */
  public static List<MeasuringConditions> of(SearchResult result, Evaluations evaluations) {
    List<MeasuringConditions> all = new ArrayList<>();
    for (Figure figure : result.plan().figures()) {
      if (figure instanceof MeasuredFigure measured) {
        TreeMap<String, MeasuredGroup> groups = new TreeMap<>();
        for (FoundDesign found : result.designs()) {
          Optional.ofNullable(found.figures().get(figure.name()))
              .filter(evaluation -> evaluation.number().isPresent())
              .ifPresent(evaluation -> collect(measured, evaluation, evaluations, groups));
        }
        if (!groups.isEmpty()) {
          all.add(new MeasuringConditions(figure.name(), List.copyOf(groups.values())));
        }
      }
    }
    return all;
  }

  private static void collect(
      MeasuredFigure figure,
      Evaluation evaluation,
      Evaluations evaluations,
      TreeMap<String, MeasuredGroup> groups) {
    for (MeasuredRounds.Group group : MeasuredRounds.of(evaluation).groups()) {
      if (!group.name().isEmpty() && !groups.containsKey(group.name())) {
        evaluations
            .conditions(figure, group.name())
            .ifPresent(conditions -> groups.put(group.name(), conditions));
      }
    }
  }

  /** Number of groups during which the machine was at least this noisy: 1 or 2. */
  public long noisy(int least) {
    return groups.stream().filter(group -> group.noise() >= least).count();
  }

  /** The group that was disturbed most; of several the first. */
  public MeasuredGroup worst() {
    return groups.stream().max(Comparator.comparingInt(MeasuredGroup::noise)).orElseThrow();
  }
}
