package convspectrum.search.training;

import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.LearningRate;

/** Parts of a recipe as reports say them. */
public final class RecipeWords {
  private RecipeWords() {}

  /** {@code sgd, Nesterov's momentum 0.9, decay 5.0E-4}. */
  public static String of(Optimiser optimiser) {
    return switch (optimiser) {
      case Optimiser.Sgd(double momentum, boolean nesterov, double decay) ->
          "sgd, %smomentum %s, decay %s".formatted(nesterov ? "Nesterov's " : "", momentum, decay);
      case Optimiser.AdamW adam ->
          "adamw, %s and %s, decay %s".formatted(adam.beta1(), adam.beta2(), adam.decay());
    };
  }

  /** {@code 0.1, warm-up of 0.25 epochs, cosine}. */
  public static String of(LearningRate rate) {
    return rate.peak() + ", " + withoutPeak(rate);
  }

  /** {@code warm-up of 0.25 epochs, cosine}. */
  public static String withoutPeak(LearningRate rate) {
    String falling =
        switch (rate.schedule()) {
          case LearningRate.Schedule.Constant _ -> "constant";
          case LearningRate.Schedule.Cosine _ -> "cosine";
          case LearningRate.Schedule.Steps steps -> "times 0.1 after epochs " + steps.epochs();
        };
    return "warm-up of %s epochs, %s".formatted(rate.warmUp(), falling);
  }
}
