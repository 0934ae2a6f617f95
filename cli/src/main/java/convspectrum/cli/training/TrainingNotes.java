package convspectrum.cli.training;

import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Standardisation;
import convspectrum.reports.table.Notes;
import convspectrum.search.training.RecipeWords;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.search.training.study.StudySchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How networks were trained, as the notes of a table say it. */
final class TrainingNotes {
  private TrainingNotes() {}

  /** The notes of a plan. */
  static Notes of(TrainingPlan plan) {
    return shared(plan)
        .with("learning_rate", RecipeWords.of(plan.recipe().rate()))
        .with("seed", Long.toString(plan.recipe().seed()));
  }

  /**
   * The notes of a study, with the rules by which it answers.
   *
   * @param seed with which rates are chosen
   */
  static Notes of(TrainingPlan plan, AccuracyStudy study, long seed) {
    StudySchedule schedule = study.schedule();
    String rates = String.join(", ", schedule.rates().stream().map(String::valueOf).toList());
    Notes notes =
        shared(plan)
            .with("learning_rate", RecipeWords.withoutPeak(plan.recipe().rate()))
            .with(
                "rates",
                schedule.rates().size() == 1
                    ? rates
                    : "%s; each design has the one that is best on the validation images with seed %d, which serves nothing else"
                        .formatted(rates, seed))
            .with(
                "seeds",
                "%d to %d for every design%s"
                    .formatted(
                        seed + 1,
                        seed + schedule.seeds(),
                        schedule.mostSeeds() == schedule.seeds()
                            ? ""
                            : ", up to %d where the sign of a difference is undecided by then"
                                .formatted(seed + schedule.mostSeeds())))
            .with(
                "signs",
                "a difference has a sign where its interval does not hold 0; the intervals along the parameter hold together with 95 %, at each look (Bonferroni)");
    return study.compared().isPresent()
        ? notes
        : notes.with(
            "knee",
            "the design that is highest above the line from the first to the last, in test accuracy over the logarithm of multiply-accumulates (Satopää et al. 2011); it exists where the interval of its height is above 0");
  }

  private static Notes shared(TrainingPlan plan) {
    Recipe recipe = plan.recipe();
    return Notes.none()
        .with("data", plan.data().name())
        .with("train_images", Integer.toString(plan.split().train().count()))
        .with("validation_images", Integer.toString(plan.split().validation().count()))
        .with(
            "test_images",
            plan.data().test().map(images -> Integer.toString(images.count())).orElse("none"))
        .with("epochs", Integer.toString(recipe.epochs()))
        .with("batch", Integer.toString(recipe.batch()))
        .with("optimiser", RecipeWords.of(recipe.optimiser()))
        .with("input", words(plan.standardisation()));
  }

  private static String words(Standardisation values) {
    List<String> channels = new ArrayList<>();
    for (int c = 0; c < values.means().size(); c++) {
      channels.add(
          String.format(
              Locale.ROOT, "(x − %.6g) / %.6g", values.means().get(c), values.deviations().get(c)));
    }
    return String.join(", ", channels);
  }
}
