package convspectrum.cli.training;

import convspectrum.cli.cluster.OnOption;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.gradients.training.Recipe;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.training.TrainingReport;
import convspectrum.reports.training.TrainingTables;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.TrainingStudy;
import convspectrum.search.training.elsewhere.SentNetwork;
import convspectrum.search.training.elsewhere.TrainingsElsewhere;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.file.AtomicFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains networks. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains networks to classify images, each with several seeds, and shows what part of the test"
          + " images each classifies correctly.",
      "",
      "convspectrum train examples/four-stages.yaml#segments=1 examples/four-stages.yaml#segments=8"
          + " --data fashion-sample --epochs 10 --seeds 3 --out trained",
      "",
      "Equal commands give equal weights to the bit, whatever the number of threads. With --out the"
          + " state is kept after each epoch: what was stopped goes on with the same command.",
      "",
      "train study tells how accuracy goes along a parameter."
    },
    subcommands = TrainStudyCommand.class)
public final class TrainCommand implements Callable<Integer>, OnVectors {
  private static final int MOST_SEEDS = 1000;

  /** The folder of the states within that of the report. */
  private static final String CHECKPOINTS = "checkpoints";

  private static final Pattern REPORT =
      Pattern.compile("training\\.(html|csv|json)|epochs\\.csv|[a-z-]+\\.png");

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private DataOptions data;
  @Mixin private RecipeOptions recipes;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "Specs (YAML files, or zoo:NAME) and ONNX files.")
  private List<String> models = List.of();

  @Option(names = "--list-data", description = "Say which data sets there are and how to get them.")
  private boolean listData;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Train each network with so many seeds, from --seed on; two or more give intervals."
              + " Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--keep-weights",
      description = "Start from the weights of ONNX files. Default: from random ones by the seed.")
  private boolean keepsWeights;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that compute a network, up to 4; the result does not depend on them. Default: one for"
              + " each processor; with --on as many as a task has cores, which is one.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write a page with learning curves, the tables, each trained network as ONNX, and the state"
              + " after each epoch into this folder; a report that is there is kept in"
              + " report.previous.")
  private @Nullable Path out;

  @Mixin private OnOption on;

  @Override
  public boolean computesOnVectors() {
    return !listData;
  }

  @Override
  public Integer call() {
    PrintWriter print = spec.commandLine().getOut();
    format.check();
    if (listData) {
      print.print(format.render(TrainingTables.data(), TrainingReport::data));
      return ExitCode.DONE;
    }
    List<Classifier> classifiers = new ArrayList<>();
    check();
    Recipe recipe = recipes.recipe(seed.value());
    format.check(() -> report(List.of(), List.of(), Notes.none(), true, true).table());
    List<Model> read = Model.read(models, options, spec.commandLine().getErr());
    read.forEach(Model::requireWhole);
    List<String> labels = ModelLabels.of(read, options.settings());
    for (int i = 0; i < read.size(); i++) {
      classifiers.add(new Classifier(labels.get(i), read.get(i).network()));
    }
    DataOptions.Images images = data.read(classifiers, recipe.batch());
    if (out != null) {
      OutputFolder.prepare(out);
      AtomicFile.requireWritable(out.resolve(CHECKPOINTS));
    }
    TrainingPlan plan =
        TrainingPlan.of(
            images.data(),
            images.split(),
            recipe,
            seeds,
            keepsWeights,
            threads(),
            Optional.ofNullable(out).map(folder -> folder.resolve(CHECKPOINTS)));
    TrainingStudy study = new TrainingStudy(plan, classifiers);
    if (!on.isGiven()) {
      return train(plan, study, classifiers, study::run);
    }
    List<SentNetwork> networks = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      networks.add(read.get(i).sent(classifiers.get(i)));
    }
    int side = on.threadsOfNumber(threads == null ? 1 : threads);
    return train(
        plan,
        study,
        classifiers,
        following -> {
          try (FilesToSend files = new FilesToSend();
              WorkRunner runner = on.runner(1, side, spec.commandLine().getErr())) {
            return new TrainingsElsewhere(plan, study, networks, side)
                .run(runner, files, following);
          }
        });
  }

  private void check() {
    if (models.isEmpty()) {
      throw new UsageException(
          "found no MODEL; expected a spec, a network of the zoo or an ONNX file; try convspectrum"
              + " train examples/four-stages.yaml --data fashion-sample");
    }
    data.check();
    requireSeeds(seeds);
    on.check();
    if (threads != null) {
      Threads.options(threads);
    }
    if (out != null) {
      OutputFolder.check("--out", out);
    }
  }

  static void requireSeeds(int seeds) {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new UsageException("--seeds " + seeds + ": expected 1 to " + MOST_SEEDS);
    }
  }

  private int threads() {
    return threads == null ? TrainedOptions.threads() : threads;
  }

  private int train(
      TrainingPlan plan,
      TrainingStudy study,
      List<Classifier> classifiers,
      Function<TrainingStudy.Following, List<TrainedRun>> trainings) {
    PrintWriter err = spec.commandLine().getErr();
    List<TrainedRun> runs;
    List<String> failures;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      TrainingFollower follower = new TrainingFollower(bar, study.runs(), plan.steps());
      runs = trainings.apply(follower);
      failures = follower.failures();
    }
    failures.forEach(err::println);
    boolean whole = runs.size() + failures.size() == study.runs();
    if (!whole) {
      err.printf(
          "interrupted: %d of %d trainings came to their end%s%n",
          runs.size(),
          study.runs(),
          out == null
              ? "; nothing is kept; try --out DIR, which keeps the state of each epoch"
              : "; the same command goes on from " + out.resolve(CHECKPOINTS));
    }
    if (runs.isEmpty()) {
      return ExitCode.FAILED;
    }
    Notes notes = TrainingNotes.of(plan);
    for (String failure : failures) {
      notes = notes.withWarning(failure);
    }
    if (!whole) {
      notes =
          notes.withWarning(
              "interrupted: %d of %d trainings came to their end."
                  .formatted(runs.size(), study.runs()));
    }
    TrainingReport report =
        report(
            classifiers,
            runs,
            notes,
            plan.data().test().isPresent(),
            plan.split().validation().count() > 0);
    ResultTable table = report.table();
    PrintWriter print = spec.commandLine().getOut();
    print.print(format.render(List.of(table), table, report::json, report.summary()));
    print.flush();
    if (out != null) {
      write(report, runs, out, err);
    }
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static TrainingReport report(
      List<Classifier> classifiers,
      List<TrainedRun> runs,
      Notes notes,
      boolean tested,
      boolean validated) {
    return new TrainingReport(classifiers, runs, notes, tested, validated);
  }

  private void write(TrainingReport report, List<TrainedRun> runs, Path folder, PrintWriter err) {
    OutputFolder.keepPrevious(folder, REPORT, "training.json")
        .ifPresent(previous -> err.println("the report that was there is kept in " + previous));
    List<Path> files = new ArrayList<>(report.write(folder, Version.current()));
    for (TrainedRun run : runs) {
      String name =
          run.classifier().label().replaceAll("[^A-Za-z0-9._=-]+", "-") + "-seed" + run.seed();
      Path file = folder.resolve(name + ".onnx");
      OnnxWriter.write(
          run.classifier().graph(run.classifier().input().batch()),
          run.weights().orElseThrow(),
          file);
      files.add(file);
    }
    err.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
  }
}
