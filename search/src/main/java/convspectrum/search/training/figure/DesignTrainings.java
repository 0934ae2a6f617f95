package convspectrum.search.training.figure;

import convspectrum.gradients.training.StoppedException;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.figure.FigureException;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.journal.Journal;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The accuracies of compared designs after a short training.
 *
 * @param seeds of the trainings; empty where none was asked for
 * @param byLabel for each row its accuracy as {@link TrainedFigure} gives it, or why there is none
 * @param conditions how they were trained; empty where none was asked for
 * @param interrupted whether some trainings are missing for that reason
 */
public record DesignTrainings(
    List<Long> seeds, Map<String, Evaluation> byLabel, String conditions, boolean interrupted) {
  /** None was asked for. */
  public static final DesignTrainings NONE = new DesignTrainings(List.of(), Map.of(), "", false);

  private static final Evaluation MISSING = Evaluation.failed("was not trained");

  public DesignTrainings {
    seeds = List.copyOf(seeds);
    byLabel = new LinkedHashMap<>(byLabel);
  }

  /** Trainings that are still to be made. */
  public static DesignTrainings planned(TrainedFigure figure) {
    return new DesignTrainings(figure.seeds(), Map.of(), figure.conditions(), false);
  }

  /**
   * Trains designs: all with the first seed, then with the next, so that an interrupted comparison
   * has pairs. Equal networks are trained once. Interrupting the thread leaves out what is not
   * trained yet; the thread remains interrupted.
   *
   * @param journal has the accuracies that are known already, and keeps the others as they come
   * @param progress in steps
   */
  public static DesignTrainings of(
      Designs designs, TrainedFigure figure, Optional<Journal> journal, StudyProgress progress) {
    Map<String, String> keys = new LinkedHashMap<>();
    designs.rows().forEach(row -> keys.put(row.label(), SeedTraining.key(row.network())));
    Map<String, List<Evaluation>> byKey = new HashMap<>();
    boolean interrupted = false;
    long steps = figure.work() / figure.parts().size();
    long all = figure.work() * designs.rows().size();
    long done = 0;
    for (SeedTraining training : figure.parts()) {
      Map<String, Evaluation> ofSeed = new HashMap<>();
      for (ComparedDesign row : designs.rows()) {
        String key = keys.getOrDefault(row.label(), "");
        progress.report("training", done, all, row.label() + ", seed " + training.seed());
        done += steps;
        interrupted |= Thread.currentThread().isInterrupted();
        if (!interrupted && !ofSeed.containsKey(key)) {
          Optional<Evaluation> found = evaluated(training, row, key, journal);
          found.ifPresent(evaluation -> ofSeed.put(key, evaluation));
          interrupted = found.isEmpty();
        }
      }
      ofSeed.forEach((key, found) -> byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(found));
    }
    Map<String, Evaluation> byLabel = new LinkedHashMap<>();
    keys.forEach((label, key) ->
        Optional.ofNullable(byKey.get(key))
            .ifPresent(found -> byLabel.put(label, figure.combine(found))));
    return new DesignTrainings(figure.seeds(), byLabel, figure.conditions(), interrupted);
  }

  /** The accuracy with one seed; empty where the thread is interrupted. */
  private static Optional<Evaluation> evaluated(
      SeedTraining training, ComparedDesign row, String key, Optional<Journal> journal) {
    Optional<Evaluation> known = journal.flatMap(one -> one.find(training.identity(), key));
    if (known.isPresent()) {
      return known;
    }
    Evaluation found;
    try {
      found = Evaluation.of(training.accuracy(row.network(), row.label()));
    } catch (FigureException e) {
      found = Evaluation.failed(String.valueOf(e.getMessage()));
    } catch (StoppedException e) {
      return Optional.empty();
    }
    Map<String, Evaluation> one = Map.of(key, found);
    journal.ifPresent(file -> file.put(training.identity(), one));
    return Optional.of(found);
  }

  /** Whether any was asked for. */
  public boolean any() {
    return !seeds.isEmpty();
  }

  /** The accuracy of a row, or why it has none. */
  public Evaluation of(ComparedDesign row) {
    return byLabel.getOrDefault(row.label(), MISSING);
  }

  /** Why a row has no accuracy; empty where it has one, or none was asked for. */
  public String reason(ComparedDesign row) {
    return any() && of(row).number().isEmpty()
        ? "%s is not known: %s.".formatted(TrainedFigure.NAME, of(row).note())
        : "";
  }

  /** Whether trainings were asked for and no row has an accuracy. */
  public boolean nothingTrained() {
    return any() && byLabel.values().stream().allMatch(one -> one.number().isEmpty());
  }

  /** Why accuracies are missing, a sentence for each reason. */
  public List<String> missing(Designs designs) {
    Map<String, List<String>> byReason =
        designs.rows().stream()
            .filter(row -> !reason(row).isEmpty())
            .collect(
                Collectors.groupingBy(
                    this::reason,
                    LinkedHashMap::new,
                    Collectors.mapping(ComparedDesign::label, Collectors.toList())));
    List<String> sentences = new ArrayList<>();
    byReason.forEach((reason, labels) ->
        sentences.add(
            "%s%s: %s"
                .formatted(
                    labels.getFirst(),
                    labels.size() == 1 ? "" : " and %d more".formatted(labels.size() - 1),
                    reason)));
    return sentences;
  }
}
