package convspectrum.search.training.figure;

import convspectrum.executor.statistics.Estimate;
import convspectrum.formats.dataset.Dataset;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.LearningRate.Schedule;
import convspectrum.gradients.training.Recipe;
import convspectrum.search.figure.CombinedFigure;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.GradualFigure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.training.RecipeWords;
import convspectrum.search.training.SeedSample;
import convspectrum.search.training.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Accuracy after a short training: the share of images that were kept apart from training which a
 * network then classifies correctly, as the mean over seeds. The note of an evaluation has the
 * accuracy of each seed.
 */
public final class TrainedFigure implements CombinedFigure, GradualFigure {
  /** The name of the figure with the schedule that is asked for. */
  public static final String NAME = "trained";

  private static final Pattern NAMES = Pattern.compile(NAME + "(?:@([0-9]{1,6}))?");

  private final String name;
  private final TrainingPlan plan;
  private final StepFollower follower;
  private final ImagesToSend images;
  private final List<SeedTraining> parts = new ArrayList<>();

  private TrainedFigure(
      String name, TrainingPlan plan, StepFollower follower, ImagesToSend images) {
    this.name = name;
    this.plan = plan;
    this.follower = follower;
    this.images = images;
    for (int i = 0; i < plan.seeds(); i++) {
      Recipe recipe = plan.recipe();
      Recipe seeded = recipe.withSeed(recipe.seed() + i);
      parts.add(new SeedTraining(plan(plan, seeded, 1), follower, images));
    }
  }

  /**
   * The accuracy by a plan, whose test images are left out.
   *
   * @param plan with validation images
   * @param follower is told of every step of every training
   */
  public static TrainedFigure of(TrainingPlan plan, StepFollower follower) {
    if (plan.split().validation().count() == 0) {
      throw new IllegalArgumentException("found no validation images; expected some");
    }
    return new TrainedFigure(NAME, plan, follower, new ImagesToSend(plan));
  }

  /** Whether a figure of this name is such an accuracy: {@code trained}, {@code trained@9}. */
  public static boolean isNamed(String name) {
    return NAMES.matcher(name).matches();
  }

  /**
   * The same by the schedule that a name says.
   *
   * @throws IllegalArgumentException for 0 epochs
   */
  public TrainedFigure named(String wanted) {
    Matcher matcher = NAMES.matcher(wanted);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(wanted);
    }
    if (matcher.group(1) == null) {
      return this;
    }
    int epochs = Integer.parseInt(matcher.group(1));
    if (epochs == 0) {
      throw new IllegalArgumentException(wanted + ": found 0 epochs; expected 1 or more");
    }
    return after(epochs);
  }

  /** The same after another number of epochs; warm-up and steps keep their shares of them. */
  public TrainedFigure after(int epochs) {
    Recipe recipe = plan.recipe();
    double share = (double) epochs / recipe.epochs();
    Schedule schedule =
        switch (recipe.rate().schedule()) {
          case Schedule.Steps(List<Integer> at, double factor) ->
              new Schedule.Steps(
                  at.stream()
                      .map(epoch -> (int) (epoch * share))
                      .filter(epoch -> epoch > 0)
                      .distinct()
                      .toList(),
                  factor);
          case Schedule other -> other;
        };
    Recipe shorter =
        new Recipe(
            epochs,
            recipe.batch(),
            recipe.optimiser(),
            new LearningRate(recipe.rate().peak(), recipe.rate().warmUp() * share, schedule),
            recipe.smoothing(),
            recipe.clip(),
            recipe.augmentation(),
            recipe.seed());
    return new TrainedFigure(
        NAME + "@" + epochs, plan(plan, shorter, plan.seeds()), follower, images);
  }

  /** A search never sees the test images. */
  private static TrainingPlan plan(TrainingPlan of, Recipe recipe, int seeds) {
    Dataset data = new Dataset(of.data().name(), of.data().train(), Optional.empty());
    return TrainingPlan.of(
        data, of.split(), recipe, seeds, of.keepsWeights(), of.threads(), Optional.empty());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Direction direction() {
    return Direction.MAX;
  }

  @Override
  public boolean isAmount() {
    return false;
  }

  @Override
  public String identity() {
    return name + " of " + parts.stream().map(SeedTraining::identity).toList();
  }

  @Override
  public String conditions() {
    Recipe recipe = plan.recipe();
    return "%d epoch%s of %,d images of %s, judged by %,d others (no test images); batch %d, %s, learning rate %s%s; %s"
        .formatted(
            recipe.epochs(),
            recipe.epochs() == 1 ? "" : "s",
            plan.split().train().count(),
            plan.data().name(),
            plan.split().validation().count(),
            recipe.batch(),
            RecipeWords.of(recipe.optimiser()),
            RecipeWords.of(recipe.rate()),
            plan.keepsWeights() ? ", from the weights of files" : "",
            parts.size() == 1
                ? "seed " + recipe.seed()
                : "seeds %d to %d".formatted(recipe.seed(), recipe.seed() + parts.size() - 1));
  }

  @Override
  public String key(SearchedDesign design) {
    return parts.getFirst().key(design);
  }

  @Override
  public List<SeedTraining> parts() {
    return List.copyOf(parts);
  }

  /** The seeds, in the order of the accuracies that evaluations note. */
  public List<Long> seeds() {
    return parts.stream().map(SeedTraining::seed).toList();
  }

  @Override
  public Evaluation combine(List<Evaluation> values) {
    for (Evaluation value : values) {
      if (value.number().isEmpty()) {
        return value;
      }
    }
    double[] accuracies = values.stream().mapToDouble(Evaluation::orNaN).toArray();
    return new Evaluation(
        OptionalDouble.of(SeedSample.mean(accuracies).value()),
        Arrays.stream(accuracies).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }

  /** The accuracy of each seed that {@link #combine} was given; none where there is no figure. */
  public static double[] accuracies(Evaluation evaluation) {
    return evaluation.number().isEmpty()
        ? new double[0]
        : Arrays.stream(evaluation.note().split(" ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
  }

  /** The figure with its 95 % interval over seeds, from two on; NaN where there is none. */
  public static Estimate estimate(Evaluation evaluation) {
    return SeedSample.mean(accuracies(evaluation));
  }

  @Override
  public List<TrainedFigure> estimates(int factor) {
    List<TrainedFigure> shorter = new ArrayList<>();
    for (int epochs = plan.recipe().epochs() / factor; epochs >= 1; epochs /= factor) {
      shorter.addFirst(after(epochs));
    }
    return shorter;
  }

  /** Steps of all trainings of a design. */
  @Override
  public long work() {
    return plan.steps() * parts.size();
  }
}
