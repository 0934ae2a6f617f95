package convspectrum.cli.training;

import convspectrum.cli.cluster.OnOption;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.TimeBudget;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.table.Notes;
import convspectrum.reports.training.study.StudyReport;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.search.training.study.KeptFigures;
import convspectrum.search.training.study.StudiedDesign;
import convspectrum.search.training.study.StudiedDesigns;
import convspectrum.search.training.study.StudyResult;
import convspectrum.search.training.study.StudySchedule;
import convspectrum.search.training.study.StudyTimes;
import convspectrum.search.training.study.StudyTraining;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.WorkRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains designs along a parameter. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = {
      "Tells how accuracy goes along a parameter: trains designs with paired seeds, each with the"
          + " learning rate that is best for it on validation images, and shows differences with"
          + " intervals beside costs and measured times.",
      "",
      "segments: accuracy from regular to depthwise separable convolutions, at equal width and at"
          + " equal multiply-accumulates, and where the knee is.",
      "between: whether a nonlinearity between the two convolutions helps, and at which number of"
          + " segments the sign changes.",
      "",
      "convspectrum train study segments --train-images 2000 --epochs 3 --seeds 3 --out segments",
      "",
      "Each result is kept in the folder. The same command, given again after an interruption, goes"
          + " on where it was, and ends with the same result. After each round of seeds there is an"
          + " answer."
    })
final class TrainStudyCommand implements Callable<Integer>, OnVectors {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private ScheduleOptions schedules;
  @Mixin private StudyMeasuring measuring;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "STUDY",
      arity = "0..1",
      defaultValue = "segments",
      description = "segments, between, or a YAML file. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Trainings at the same time; the result does not depend on it. Default: one for each"
              + " processor. With --on its machines say it.")
  private @Nullable Integer threads;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Begin no training after this time, as 10m or 1h; what there is by then is shown."
              + " Default: none.")
  private @Nullable String budget;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "convspectrum-out",
      description =
          "Folder for the report and the results that are kept; a report that is there is kept in"
              + " report.previous within it. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Mixin private OnOption on;

  @Override
  public boolean computesOnVectors() {
    return !measuring.isWorker();
  }

  @Override
  public Integer call() {
    format.check();
    long started = System.nanoTime();
    AccuracyStudy read = read();
    StudySchedule schedule = schedules.schedule(read.schedule());
    AccuracyStudy study = read.with(schedule);
    StudiedDesigns designs =
        new StudiedDesigns(study, schedules.equalities(study), schedules.only(study));
    measuring.check();
    if (measuring.isWorker()) {
      return measuring.serve(designs.rows(), seed.value());
    }
    data.otherwise(schedule.data(), schedule.images());
    data.check();
    on.check();
    if (on.isGiven() && budget != null) {
      throw new UsageException(
          "--budget %s: found --on, whose machines begin trainings as they are free; expected one of the two; try it without --budget: Ctrl-C keeps what is trained"
              .formatted(budget));
    }
    OutputFolder.check("--out", out);
    int side = threads();
    long most = budget == null ? Long.MAX_VALUE : TimeBudget.of(budget).toNanos();
    format.check(() ->
        new StudyReport(
                new StudyResult(study, List.of(), 1, true), measuring.planned(), Notes.none())
            .designs());
    TrainingPlan plan = plan(study, designs.all());
    OutputFolder.prepare(out);
    KeptFigures kept = KeptFigures.in(out.resolve(study.name() + ".trainings.tsv"));
    announce(study, designs.all());
    StudyTimes times = measuring.times(designs, kept, seed.value(), spec);
    StudyResult result;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      result =
          on.isGiven()
              ? elsewhere(study, designs.all(), plan, kept, bar)
              : new StudyTraining(
                      study,
                      designs.all(),
                      plan,
                      kept,
                      seed.value(),
                      side,
                      () -> System.nanoTime() - started > most,
                      bar)
                  .run();
    }
    return report(result, times, notes(plan, result, times));
  }

  private StudyResult elsewhere(
      AccuracyStudy study,
      List<StudiedDesign> designs,
      TrainingPlan plan,
      KeptFigures kept,
      Bar bar) {
    int side = on.threadsOfNumber(1);
    try (FilesToSend files = new FilesToSend();
        WorkRunner runner = on.runner(1, side, spec.commandLine().getErr())) {
      return StudyTraining.elsewhere(
              study, designs, plan, kept, seed.value(), runner, files, side, bar)
          .run();
    }
  }

  private AccuracyStudy read() {
    if (ClaimDocument.NAMES.contains(name)) {
      throw new UsageException(
          "%1$s: found a study of times; expected one of training; try convspectrum study %1$s"
              .formatted(name));
    }
    return name.endsWith(".yaml") || name.endsWith(".yml")
        ? AccuracyStudy.read(Path.of(name))
        : AccuracyStudy.named(name);
  }

  private int threads() {
    return threads == null
        ? Runtime.getRuntime().availableProcessors()
        : Threads.options(threads).threads();
  }

  private TrainingPlan plan(AccuracyStudy study, List<StudiedDesign> designs) {
    StudySchedule schedule = study.schedule();
    List<Classifier> classifiers = designs.stream().map(StudiedDesign::classifier).toList();
    DataOptions.Images images = data.read(classifiers, schedule.batch());
    if (images.data().test().isEmpty()) {
      throw new UsageException(
          "--data: found no test images in %s; expected some, which the study compares accuracies of"
              .formatted(images.data().name()));
    }
    if (images.split().validation().count() == 0 && schedule.rates().size() > 1) {
      throw new UsageException(
          "--validation 0: found %d learning rates to choose among; expected validation images, or"
                  .formatted(schedule.rates().size())
              + " one rate; try --rates 0.1");
    }
    return TrainingPlan.of(
        images.data(),
        images.split(),
        RecipeOptions.usual(
            schedule.epochs(), schedule.batch(), schedule.rates().getFirst(), seed.value()),
        schedule.seeds(),
        false,
        1,
        Optional.empty());
  }

  private void announce(AccuracyStudy study, List<StudiedDesign> designs) {
    StudySchedule schedule = study.schedule();
    int all = designs.size();
    int trials = schedule.rates().size() > 1 ? schedule.rates().size() * all : 0;
    spec.commandLine()
        .getErr()
        .println(
            "%s: %d designs; %d trainings to choose learning rates, %d of paired seeds, and up to %d more where signs are undecided"
                .formatted(
                    study.name(),
                    all,
                    trials,
                    all * schedule.seeds(),
                    all * (schedule.mostSeeds() - schedule.seeds())));
    spec.commandLine().getErr().flush();
  }

  private Notes notes(TrainingPlan plan, StudyResult result, StudyTimes times) {
    Notes notes = TrainingNotes.of(plan, result.study(), seed.value());
    for (StudyResult.Outcome outcome : result.outcomes()) {
      if (outcome.diverged() > 0) {
        notes =
            notes.withWarning(
                "%s: %d trainings came to no finite loss and are left out."
                    .formatted(outcome.design().label(), outcome.diverged()));
      }
    }
    for (String rates : result.atTheEnds()) {
      notes = notes.withWarning(rates);
    }
    for (String runtime : times.noisy()) {
      notes =
          notes.withWarning(
              runtime
                  + ": the machine was noisy while it was timed; believe large differences only.");
    }
    return result.whole()
        ? notes
        : notes.withWarning("Not all trainings are made; the same command goes on.");
  }

  private int report(StudyResult result, StudyTimes times, Notes notes) {
    PrintWriter err = spec.commandLine().getErr();
    if (!result.whole()) {
      err.println("not all trainings are made; the same command goes on from " + out);
    }
    if (!result.hasAccuracies()) {
      err.println(
          result.whole()
              ? "every training diverged; try lower learning rates: --rates 0.001,0.01"
              : "no design is tested yet, so there is no answer");
      return ExitCode.FAILED;
    }
    StudyReport report = new StudyReport(result, times, notes);
    PrintWriter print = spec.commandLine().getOut();
    print.print(format.render(report.tables(), report.designs(), report::json, report.summary()));
    print.flush();
    String file = Pattern.quote(result.study().name());
    OutputFolder.keepPrevious(
            out,
            Pattern.compile(file + "(\\.(html|csv|md|json)|-[a-z-]+\\.(png|csv))"),
            result.study().name() + ".json")
        .ifPresent(kept -> err.println("the report that was there is kept in " + kept));
    List<Path> files = report.write(out, Version.current());
    err.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
    return result.outcomes().stream().anyMatch(one -> one.diverged() > 0)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }
}
