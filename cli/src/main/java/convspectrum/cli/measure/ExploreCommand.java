package convspectrum.cli.measure;

import convspectrum.cli.cluster.FleetOptions;
import convspectrum.cli.cluster.FleetWork;
import convspectrum.cli.model.SweepOptions;
import convspectrum.cli.predict.PredictOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.proxy.ProxyColumnOptions;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.LivePage;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.training.TrainedOptions;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.Version;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.reports.explore.Evidence;
import convspectrum.reports.explore.ExploreReport;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.validate.ValidationReport;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.history.ResultOfDesigns;
import convspectrum.search.history.RunResult;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.training.figure.DesignTrainings;
import convspectrum.search.training.figure.TrainedFigure;
import convspectrum.search.validate.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The main job: sweep, count, measure, report. */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description = {
      "Sweeps a spec's parameters, counts and measures every design, and reports.",
      "",
      "An ONNX file leaves nothing open: it is one row.",
      "Without SPEC it takes the bundled example: one Xception layer across the whole spectrum."
    })
public final class ExploreCommand implements Callable<Integer>, OnVectors {
  @picocli.CommandLine.Spec private CommandSpec spec;
  @Mixin private SweepOptions sweep;
  @Mixin private MeasuringOptions measuring;
  @Mixin private ProxyColumnOptions proxies;
  @Mixin private PredictOptions predict;
  @Mixin private TrainedOptions trained;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;
  @Mixin private SavingOptions saving;
  @Mixin private FleetOptions fleet;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "convspectrum-out",
      description =
          "Folder for the report; one that is there is kept in report.previous within it. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path out;

  @Option(names = "--png", description = "Write the charts as pictures too.")
  private boolean png;

  @Option(
      names = "--live",
      description =
          "Write report.html anew while designs are measured; in a browser it follows by itself.")
  private boolean live;

  @Option(names = "--no-measure", description = "Only count; time nothing.")
  private boolean noMeasure;

  private DesignPredictions predictions = DesignPredictions.NONE;
  private Optional<TrainedFigure> accuracy = Optional.empty();
  private Optional<ResultOfDesigns> results = Optional.empty();

  @Override
  public boolean computesOnVectors() {
    return (proxies.any() || trained.any() || predict.plansOnVectors()) && !measuring.isWorker();
  }

  @Override
  public Integer call() {
    format.check();
    require.check();
    measuring.check(); // before anything is read
    sweep.check();
    fleet.check(spec);
    OutputFolder.check("--out", out);
    saving.check(noMeasure);
    PrintWriter err = spec.commandLine().getErr();
    proxies.check(sweep.isSpace());
    predict.check();
    trained.check();
    Designs designs = sweep.designs(!noMeasure || proxies.any() || trained.any(), err);
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    if (fleet.isUsed()) {
      Machine here = Machine.read();
      return fleet.measure(
          spec,
          new FleetWork(
              sweep.models(),
              format,
              out,
              measuring.seed(),
              measuring.fleetThreads(),
              () -> measuring.measure(designs, here, spec),
              latencies -> result(designs, here).of(designs, latencies)));
    }
    predictions =
        DesignPredictions.of(
            designs,
            predict.predictors(designs.rows().getFirst().graph().name(), measuring.seed()));
    accuracy =
        trained.any()
            ? Optional.of(
                trained.figure(
                    designs.rows().stream().map(ComparedDesign::network).toList(),
                    measuring.seed()))
            : Optional.empty();
    Machine machine = Machine.read();
    format.check(() -> planned(designs, machine));
    require.check(() -> planned(designs, machine));
    OutputFolder.prepare(out);
    results = noMeasure ? Optional.empty() : Optional.of(result(designs, machine));
    Optional<MachineLimits> known =
        noMeasure ? Optional.empty() : Optional.of(LimitsOfMachine.limits(machine, err));
    Outlook.announce(
        designs, noMeasure ? Optional.empty() : Optional.of(measuring.study(designs)), err);
    if (!live) {
      return report(designs, machine, known, StudyProgress.NONE);
    }
    folder().keepPrevious(err);
    try (LivePage page = new LivePage(folder().page(), following(designs, machine))) {
      int code = report(designs, machine, known, page);
      page.finish();
      return code;
    }
  }

  private ResultOfDesigns result(Designs designs, Machine machine) {
    return new ResultOfDesigns(
        "explore", Version.current(), machine, List.of(sweep.text(designs.name())));
  }

  /** The page of what is known before anything is measured. */
  private UnaryOperator<String> following(Designs designs, Machine machine) {
    Evidence source =
        new Evidence(Optional.empty(), List.of(), List.of(), List.of(), List.of(), sweep.source())
            .with(predictions);
    return how ->
        new ExploreReport(
                designs,
                Latencies.none(),
                DesignScores.NONE,
                machine,
                Version.current(),
                measuring.seed(),
                source)
            .going(how);
  }

  /** Measures the designs and writes what came out; the exit code. */
  private int report(
      Designs designs, Machine machine, Optional<MachineLimits> known, StudyProgress follower) {
    PrintWriter err = spec.commandLine().getErr();
    Latencies latencies =
        noMeasure ? Latencies.none() : measuring.measure(designs, machine, spec, follower);
    DesignScores scores = proxies.score(designs, sweep.space(), measuring.seed());
    DesignTrainings trainings =
        accuracy
            .map(figure -> trained.train(designs, figure, Optional.of(folder().trainings()), err))
            .orElse(DesignTrainings.NONE);
    List<DesignProfile> profiles =
        noMeasure ? List.of() : measuring.profiles(designs, latencies, spec);
    Optional<MachineLimits> limits =
        known.map(kept -> LimitsOfMachine.held(machine, kept, designs, latencies, profiles, err));
    Optional<ValidationReport> validation =
        limits.map(roof ->
            validation(
                Validation.of(designs, latencies, profiles, roof, measuring.seed()), machine));
    ExploreReport report =
        new ExploreReport(
            designs,
            latencies,
            scores,
            machine,
            Version.current(),
            measuring.seed(),
            new Evidence(
                    limits,
                    profiles,
                    List.of(),
                    validation.map(ValidationReport::summaryAndAdvice).orElse(List.of()),
                    validation.map(ValidationReport::pageTables).orElse(List.of()),
                    sweep.source())
                .with(predictions)
                .with(trainings));
    // Printed first: a disk that is full must not take minutes of measuring with it.
    PrintWriter print = spec.commandLine().getOut();
    print.print(format.render(report.table(), report::json));
    print.flush();
    Optional<RunResult> result =
        results.filter(_ -> !latencies.nothingTimed()).map(one -> one.of(designs, latencies));
    saving.save(result, err);
    saving.writeBenchmark(designs, latencies, machine, err);
    if (!live) {
      folder().keepPrevious(err);
    }
    List<Path> files = new ArrayList<>(report.write(out));
    validation.ifPresent(part -> files.addAll(part.write(out)));
    result.ifPresent(measured -> files.add(folder().write(measured)));
    files.addAll(measuring.writeJmh(out));
    report.summary().forEach(err::println);
    err.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
    if (png) {
      report.writePictures(out).forEach(picture -> err.println("wrote " + picture));
    }
    return require.judge(
        report::table, row -> !designs.rows().get(row).network().partialFigures().isEmpty(), err);
  }

  private ExploreFolder folder() {
    return new ExploreFolder(out);
  }

  /** The comparison before anything is measured or scored. */
  private ResultTable planned(Designs designs, Machine machine) {
    return new ExploreReport(
            designs,
            noMeasure ? Latencies.none() : Latencies.planned(measuring.study(designs)),
            proxies.planned(designs),
            machine,
            Version.current(),
            measuring.seed(),
            Evidence.NONE
                .with(predictions)
                .with(accuracy.map(DesignTrainings::planned).orElse(DesignTrainings.NONE)))
        .table();
  }

  private ValidationReport validation(Validation validation, Machine machine) {
    return new ValidationReport(validation, machine, Version.current(), measuring.seed());
  }
}
