package convspectrum.cli.measure;

import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.claim.ClaimReport;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.ClaimTimes;
import convspectrum.search.claim.NearClaims;
import convspectrum.search.design.Designs;
import convspectrum.search.study.FurtherProcesses;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.TimeNeed;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.spec.fault.Suggestions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges claims about time on this machine. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = {
      "Judges what papers claim about time on this machine: reproduced, refuted or undecided.",
      "",
      "A claim is a formula over figures of networks, such as time('a') / time('b'), and a band that"
          + " was fixed before measuring. It is reproduced where the whole 95 %% interval of the"
          + " value lies within the band, refuted where it lies outside, else undecided.",
      "",
      "Networks that one claim needs are timed in the same rounds, one group after the other. The"
          + " default budget for each runtime is 3 s a network, 50 ms a node and 4 s a billion"
          + " multiply-accumulates; what"
          + " a group does not need is left to the next.",
      "",
      "Where an interval ends near an end of the band, another process may have another verdict: a"
          + " third of the budget is for timing such claims in five further processes, and their"
          + " intervals are of one figure for each process.",
      "",
      "Accuracy is studied by train study."
    })
public final class StudyCommand implements Callable<Integer> {
  /** The files of a report. */
  private static final Pattern REPORT = Pattern.compile("study\\.(html|csv|md|json)");

  /** What is compiled once, for whatever comes first. */
  private static final Duration AT_FIRST = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "STUDY",
      arity = "0..1",
      defaultValue = "published",
      description =
          "A YAML file with networks and claims, or 'published': claims of papers. Default:"
              + " ${DEFAULT-VALUE}.")
  private String study;

  @Option(
      names = "--claims",
      paramLabel = "NAME",
      split = ",",
      description = "Judge these claims alone, by commas. Default: all of the study.")
  private List<String> claims = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "convspectrum-out",
      description =
          "Folder for the report; one that is there is kept in report.previous within it. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path out;

  @Override
  public Integer call() {
    format.check();
    measuring.check();
    OutputFolder.check("--out", out);
    ClaimDocument document = selected(read());
    Designs designs = document.designs();
    measuring.allow(TimeNeed.of(designs).plus(AT_FIRST));
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    Machine machine = Machine.read();
    format.check(() ->
        report(
                document,
                designs,
                ClaimTimes.of(Latencies.planned(measuring.study(designs))),
                machine)
            .claims());
    OutputFolder.prepare(out);
    PrintWriter err = spec.commandLine().getErr();
    announce(document, designs, err);
    ClaimTimes times = measured(document, designs, machine, err);
    ClaimReport report = report(document, designs, times, machine);
    print(report);
    if (times.first().nothingTimed()) {
      return ExitCode.FAILED; // and the report that is there stays
    }
    OutputFolder.keepPrevious(out, REPORT, "study.json")
        .ifPresent(kept -> err.println("the report that was there is kept in " + kept));
    List<Path> files = new ArrayList<>(report.write(out));
    files.addAll(measuring.writeJmh(out));
    err.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
    return ExitCode.DONE;
  }

  private ClaimTimes measured(
      ClaimDocument document, Designs designs, Machine machine, PrintWriter err) {
    VerdictLines lines = new VerdictLines(document, designs, err);
    NearClaims near = new NearClaims(document, designs);
    Optional<FurtherProcesses> processes = measuring.furtherProcesses(designs, spec);
    long start = System.nanoTime();
    Latencies first =
        measuring.measureGroups(
            designs, processes.isPresent() ? 1 - NearClaims.SHARE : 1, machine, spec, lines);
    List<Claim> claims = near.of(first);
    if (processes.isEmpty() || claims.isEmpty() || Interruption.came()) {
      return ClaimTimes.of(first);
    }
    err.println(
        "measuring in further processes, since another process may have another verdict: "
            + claims.stream().map(Claim::id).collect(Collectors.joining(", ")));
    err.flush();
    Duration budget = processes.get().budget();
    Duration kept = Duration.ofMillis((long) (NearClaims.SHARE * budget.toMillis()));
    Duration left = budget.minusNanos(System.nanoTime() - start);
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      ClaimTimes times =
          near.settle(
              first,
              processes.get(),
              machine,
              left.compareTo(kept) > 0 ? left : kept, // checking has no part of the budget
              bar);
      bar.close();
      lines.again(claims, times);
      return times;
    }
  }

  /** Printed before files are written: a disk that is full must not take the verdicts with it. */
  private void print(ClaimReport report) {
    PrintWriter print = spec.commandLine().getOut();
    print.print(
        format.render(
            List.of(report.claims(), report.sources()),
            report.claims(),
            report::json,
            report.summary()));
    print.flush();
  }

  private void announce(ClaimDocument document, Designs designs, PrintWriter err) {
    int groups = (int) designs.baselines().stream().distinct().count();
    int networks = designs.distinct().size();
    err.println(
        "%s: %d claim%s about %d network%s in %d group%s"
            .formatted(
                document.name(),
                document.claims().size(),
                document.claims().size() == 1 ? "" : "s",
                networks,
                networks == 1 ? "" : "s",
                groups,
                groups == 1 ? "" : "s"));
    err.println(Outlook.duration(measuring.study(designs), networks, "checking"));
    err.flush();
  }

  private ClaimReport report(
      ClaimDocument document, Designs designs, ClaimTimes times, Machine machine) {
    return new ClaimReport(document, designs, times, machine, Version.current(), measuring.seed());
  }

  private ClaimDocument read() {
    if (AccuracyStudy.NAMES.contains(study)) {
      throw new UsageException(
          "%1$s: found a study of training; expected one of times; try convspectrum train study %1$s"
              .formatted(study));
    }
    return study.endsWith(".yaml") || study.endsWith(".yml")
        ? ClaimDocument.read(Path.of(study))
        : ClaimDocument.named(study);
  }

  private ClaimDocument selected(ClaimDocument document) {
    if (claims.isEmpty()) {
      return document;
    }
    List<String> ids = document.claims().stream().map(Claim::id).toList();
    for (String name : claims) {
      if (!ids.contains(name)) {
        throw new UsageException(
            "--claims: found no claim '%s'; %s".formatted(name, Suggestions.didYouMean(name, ids)));
      }
    }
    return document.only(claims);
  }
}
