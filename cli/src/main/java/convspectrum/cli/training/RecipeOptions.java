package convspectrum.cli.training;

import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.Augmentation;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.LearningRate.Schedule;
import convspectrum.gradients.training.Recipe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How networks are trained. */
final class RecipeOptions {
  private static final double MOMENTUM = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final int MOST_EPOCHS = 100_000;
  private static final int MOST_BATCH = 65_536;
  private static final int MOST_CROP = 1024;
  private static final double WARM_UP = 0.25;

  /** The optimisers, with their usual rate and decay. */
  private enum Kind {
    SGD(0.1, 5e-4),
    ADAMW(0.003, 0.05);

    private final double rate;
    private final double decay;

    Kind(double rate, double decay) {
      this.rate = rate;
      this.decay = decay;
    }
  }

  /** The schedules. */
  private enum Falling {
    COSINE,
    STEPS,
    CONSTANT
  }

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each image is shown. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Images of a step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description =
          "sgd: with Nesterov's momentum 0.9; adamw: with 0.9 and 0.999. Default: ${DEFAULT-VALUE}.")
  private String optimiser = "sgd";

  @Option(
      names = "--momentum",
      paramLabel = "X",
      description = "Momentum of sgd without Nesterov's look ahead; 0 for none.")
  private @Nullable Double momentum;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description = "Largest learning rate. Default: 0.1 for sgd, 0.003 for adamw.")
  private @Nullable Double rate;

  @Option(
      names = "--decay",
      paramLabel = "X",
      description =
          "Weight decay of convolutions and linear layers, not of norms and biases. Default: 0.0005"
              + " for sgd, 0.05 for adamw.")
  private @Nullable Double decay;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "cosine",
      description =
          "How the learning rate falls: cosine, steps or constant. Default: ${DEFAULT-VALUE}.")
  private String schedule = "cosine";

  @Option(
      names = "--step-epochs",
      paramLabel = "N",
      split = ",",
      description = "With --schedule steps: divide the rate by 10 after so many epochs, by commas.")
  private List<Integer> steps = List.of();

  @Option(
      names = "--warm-up",
      paramLabel = "EPOCHS",
      defaultValue = "0.25",
      description =
          "Epochs in which the learning rate grows, may be a fraction. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--smoothing",
      paramLabel = "X",
      defaultValue = "0",
      description = "Label smoothing. Default: ${DEFAULT-VALUE}.")
  private double smoothing;

  @Option(
      names = "--clip",
      paramLabel = "X",
      description = "Scale gradients down to this norm. Default: never.")
  private @Nullable Double clip;

  @Option(names = "--flip", description = "Mirror half of the training images, left to right.")
  private boolean flip;

  @Option(
      names = "--crop",
      paramLabel = "PIXELS",
      defaultValue = "0",
      description =
          "Move training images by up to so many pixels each way. Default: ${DEFAULT-VALUE}.")
  private int crop;

  /** The usual recipe with other epochs, batches and learning rate. */
  static Recipe usual(int epochs, int batch, double rate, long seed) {
    return new Recipe(
        epochs,
        batch,
        new Optimiser.Sgd(MOMENTUM, true, Kind.SGD.decay),
        new LearningRate(rate, WARM_UP, new Schedule.Cosine()),
        0,
        Double.POSITIVE_INFINITY,
        new Augmentation(false, 0),
        seed);
  }

  /**
   * The recipe.
   *
   * @throws UsageException for figures that cannot be
   */
  Recipe recipe(long seed) {
    require("--epochs", epochs, 1, MOST_EPOCHS);
    require("--batch", batch, 1, MOST_BATCH);
    require("--crop", crop, 0, MOST_CROP);
    positive("--rate", rate);
    positive("--clip", clip);
    if (decay != null && !(decay >= 0 && Double.isFinite(decay))) {
      throw new UsageException("--decay " + decay + ": expected a number from 0 on");
    }
    if (!(warmUp >= 0 && warmUp < epochs)) {
      throw new UsageException(
          "--warm-up %s: expected at least 0 and below %d, the number of epochs"
              .formatted(warmUp, epochs));
    }
    below1("--smoothing", smoothing);
    Kind kind = Choice.of("--optimiser", optimiser, word -> Choice.named(Kind.class, word));
    return new Recipe(
        epochs,
        batch,
        optimiser(kind),
        new LearningRate(rate == null ? kind.rate : rate, warmUp, schedule()),
        smoothing,
        clip == null ? Double.POSITIVE_INFINITY : clip,
        new Augmentation(flip, crop),
        seed);
  }

  private Optimiser optimiser(Kind kind) {
    double lambda = decay == null ? kind.decay : decay;
    if (momentum != null && kind != Kind.SGD) {
      throw new UsageException("--momentum: found --optimiser adamw; expected sgd, which has one");
    }
    if (momentum != null) {
      below1("--momentum", momentum);
    }
    return switch (kind) {
      case SGD ->
          new Optimiser.Sgd(momentum == null ? MOMENTUM : momentum, momentum == null, lambda);
      case ADAMW -> new Optimiser.AdamW(MOMENTUM, BETA2, EPSILON, lambda);
    };
  }

  private Schedule schedule() {
    Falling falling = Choice.of("--schedule", schedule, word -> Choice.named(Falling.class, word));
    if (steps.isEmpty() == (falling == Falling.STEPS)) {
      throw new UsageException(
          steps.isEmpty()
              ? "--schedule steps: found no --step-epochs; expected epochs, such as --step-epochs 2,4"
              : "--step-epochs: found --schedule " + schedule + "; expected --schedule steps");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) <= (i == 0 ? 0 : steps.get(i - 1)) || steps.get(i) >= epochs) {
        throw new UsageException(
            "--step-epochs %s: expected ascending numbers from 1 to %d"
                .formatted(
                    String.join(",", steps.stream().map(String::valueOf).toList()), epochs - 1));
      }
    }
    return switch (falling) {
      case COSINE -> new Schedule.Cosine();
      case STEPS -> new Schedule.Steps(steps, 0.1);
      case CONSTANT -> new Schedule.Constant();
    };
  }

  private static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException("%s %d: expected %d to %d".formatted(option, value, least, most));
    }
  }

  private static void positive(String option, @Nullable Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new UsageException(option + " " + value + ": expected a number above 0");
    }
  }

  private static void below1(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new UsageException(option + " " + value + ": expected at least 0 and below 1");
    }
  }
}
