package convspectrum.cli.training;

import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.training.Recipe;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.journal.Journal;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.figure.DesignTrainings;
import convspectrum.search.training.figure.TrainedFigure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How designs are trained where accuracy is a figure beside others. */
public final class TrainedOptions {
  /** A network is computed in four parts, so more threads would have nothing to do. */
  private static final int MOST_USEFUL_THREADS = 4;

  @Mixin private DataOptions data;
  @Mixin private RecipeOptions recipes;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Train each design with so many seeds, from --seed on; two or more give intervals."
              + " Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final TrainingProgress progress = new TrainingProgress();

  /** Whether there are images to train with. */
  public boolean any() {
    return data.isGiven();
  }

  /** Shows the steps of trainings. */
  public TrainingProgress progress() {
    return progress;
  }

  /**
   * Refuses options that say how to train where nothing is trained.
   *
   * @param why what is missing, as {@code found no objective that is trained; …}
   */
  public void requireUnused(String why) {
    for (OptionSpec option : options()) {
      if (command.commandLine().getParseResult().hasMatchedOption(option.longestName())) {
        throw new UsageException(option.longestName() + ": " + why);
      }
    }
  }

  /** Refuses recipes without images, before anything is read. */
  public void check() {
    if (!any()) {
      requireUnused(
          "found no --data; expected images to train with; try --data fashion-sample, or train"
              + " --list-data for others");
      return;
    }
    require();
  }

  /** Refuses that there are no images, and what cannot be trained with. */
  public void require() {
    data.check();
    data.requireValidation();
    TrainCommand.requireSeeds(seeds);
  }

  private List<OptionSpec> options() {
    return command.mixins().values().stream()
        .filter(mixin -> mixin.userObject() instanceof TrainedOptions)
        .flatMap(mixin -> mixin.options().stream())
        .toList();
  }

  /**
   * The figure.
   *
   * @param networks which must take the images
   * @param seed the first
   * @throws UsageException where a network cannot be trained to classify these images
   */
  public TrainedFigure figure(List<Network> networks, long seed) {
    require();
    Recipe recipe = recipes.recipe(seed);
    List<Classifier> classifiers = new ArrayList<>();
    for (Network network : networks) {
      try {
        classifiers.add(new Classifier(network.name(), network));
      } catch (UnsupportedGraphException e) {
        throw new UsageException("--data: " + e.getMessage());
      }
    }
    DataOptions.Images images = data.read(classifiers, recipe.batch());
    if (images.split().validation().count() == 0) {
      data.refuseNoValidation();
    }
    return TrainedFigure.of(
        TrainingPlan.of(
            images.data(), images.split(), recipe, seeds, false, threads(), Optional.empty()),
        progress);
  }

  /**
   * Trains designs. Ctrl-C ends it, with what there is by then.
   *
   * @param journal keeps accuracies as they come, and has those that are known already
   * @param err what happened to the journal
   */
  public DesignTrainings train(
      Designs designs, TrainedFigure figure, Optional<Path> journal, PrintWriter err) {
    Optional<Journal> kept =
        journal.map(file -> Journal.open(file, "accuracies by network", Version.current()));
    kept.ifPresent(file -> file.notes().forEach(err::println));
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      return DesignTrainings.of(designs, figure, kept, progress.on(bar));
    } finally {
      kept.ifPresent(Journal::close);
    }
  }

  /** One for each processor, as many as are of use. */
  static int threads() {
    return Math.min(Runtime.getRuntime().availableProcessors(), MOST_USEFUL_THREADS);
  }
}
