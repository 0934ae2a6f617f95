package convspectrum.cli.measure;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.claim.ClaimTable;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.spec.fault.Suggestions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "A claim is a ratio of two networks and a band that was fixed before measuring. It is"
          + " reproduced where the whole 95 %% interval of the ratio lies within the band, refuted"
          + " where it lies outside, else undecided."
    })
public final class StudyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "STUDY",
      arity = "0..1",
      defaultValue = "published",
      description =
          "A YAML file with networks and claims, or 'published': ten claims of papers. Default:"
              + " ${DEFAULT-VALUE}.")
  private String study;

  @Option(
      names = "--claims",
      paramLabel = "NAME",
      split = ",",
      description = "Judge these claims alone, by commas. Default: all of the study.")
  private List<String> claims = List.of();

  @Override
  public Integer call() {
    format.check();
    measuring.check();
    ClaimDocument read =
        study.endsWith(".yaml") || study.endsWith(".yml")
            ? ClaimDocument.read(Path.of(study))
            : ClaimDocument.named(study);
    ClaimDocument document = selected(read);
    Designs designs =
        Designs.ofNetworks(List.copyOf(document.networks().values()), CostOptions.DEFAULT);
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    Machine machine = Machine.read();
    format.check(() ->
        new ClaimTable(document, designs, Latencies.planned(measuring.study(designs)))
            .table(machine));
    PrintWriter err = spec.commandLine().getErr();
    Outlook.announce(designs, Optional.of(measuring.study(designs)), err);
    Latencies latencies = measuring.measure(designs, machine, spec);
    ClaimTable judged = new ClaimTable(document, designs, latencies);
    ResultTable table = judged.table(machine);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        format.render(
            List.of(table),
            table,
            () ->
                JsonResult.of(ResultKind.STUDY, table)
                    .withSummary(judged.summary())
                    .measured(machine, Optional.empty(), latencies.runs()),
            judged.summary()));
    out.flush();
    measuring.writeJmh(err);
    return latencies.nothingTimed() ? ExitCode.FAILED : ExitCode.DONE;
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
