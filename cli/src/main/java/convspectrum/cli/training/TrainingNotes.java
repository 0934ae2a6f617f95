package convspectrum.cli.training;

import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Standardisation;
import convspectrum.reports.table.Notes;
import convspectrum.search.training.RecipeWords;
import convspectrum.search.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How networks were trained, as the notes of a table say it. */
final class TrainingNotes {
  private TrainingNotes() {}

  /** The notes of a plan. */
  static Notes of(TrainingPlan plan) {
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
        .with("learning_rate", RecipeWords.of(recipe.rate()))
        .with("seed", Long.toString(recipe.seed()))
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
