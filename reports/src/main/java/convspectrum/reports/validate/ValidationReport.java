package convspectrum.reports.validate;

import convspectrum.executor.machine.Machine;
import convspectrum.reports.cost.CostTable;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.measure.LimitNotes;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.search.design.Designs;
import convspectrum.search.validate.RuntimeValidation;
import convspectrum.search.validate.Validation;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Theory against measurement for people and machines: a summary, and three tables. The same as
 * {@code validation.csv}, {@code .md} and {@code .json}.
 */
public final class ValidationReport {
  private final Validation validation;
  private final Machine machine;
  private final String version;
  private final long seed;
  private final List<String> summary;
  private final ResultTable designs;
  private final ResultTable relations;
  private final ResultTable findings;
  private final ResultTable groups;

  /**
   * A report.
   *
   * @param version of convspectrum
   * @param seed of weights, inputs and resampling
   */
  public ValidationReport(Validation validation, Machine machine, String version, long seed) {
    this.validation = validation;
    this.machine = machine;
    this.version = version;
    this.seed = seed;
    this.summary = validation.summary();
    this.designs = ValidationTable.of(validation, notes());
    this.relations = RelationTable.of(validation);
    this.findings = FindingTable.of(validation);
    this.groups = FindingTable.grouped(validation);
  }

  /** The table {@code validation} before anything is measured: its designs without figures. */
  public static ResultTable planned(Designs designs) {
    return ValidationTable.planned(designs);
  }

  /** What came out, in at most ten sentences. */
  public List<String> summary() {
    return summary;
  }

  /** What came out, and behind it which designs are worth using on each runtime. */
  public List<String> summaryAndAdvice() {
    return Stream.concat(summary.stream(), validation.advice().stream()).toList();
  }

  /** The table {@code validation}: a row per runtime and design. */
  public ResultTable designs() {
    return designs;
  }

  /** All tables that have a row. */
  public List<ResultTable> tables() {
    return List.of(findings, relations, designs).stream()
        .filter(table -> table.rowCount() > 0)
        .toList();
  }

  /** The same for a page: findings of one kind against one design are one row. */
  public List<ResultTable> pageTables() {
    return List.of(groups, relations, designs).stream()
        .filter(table -> table.rowCount() > 0)
        .toList();
  }

  /** Everything as a document, the parts of each step too. */
  public JsonResult json() {
    return JsonResult.of(
            ResultKind.VALIDATE, findings, relations, designs, StepTable.of(validation))
        .withSummary(summaryAndAdvice())
        .measured(
            machine,
            Optional.of(validation.limits()),
            validation.runtimes().stream().map(RuntimeValidation::run).toList())
        .with(
            new Details.Explore(
                validation.compared().name(),
                validation.compared().baseline(),
                validation.compared().parameters(),
                validation.runtimes().stream().map(runtime -> runtime.runtime()).toList(),
                seed,
                validation.runtimes().stream().anyMatch(runtime -> runtime.run().partial())));
  }

  /** Writes the three files into a folder, which is made where it is missing. */
  public List<Path> write(Path folder) {
    return List.of(
        text(folder.resolve("validation.csv"), new CsvTable().render(designs)),
        text(folder.resolve("validation.md"), markdown()),
        text(folder.resolve("validation.json"), json().json(version)));
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String markdown() {
    return MarkdownTable.list(summaryAndAdvice())
        + "\n"
        + tables().stream().map(new MarkdownTable()::render).collect(Collectors.joining("\n"));
  }

  private Notes notes() {
    Notes notes =
        Notes.none()
            .with("convspectrum", version)
            .with("machine", MachineTable.summary(machine))
            .with("java", machine.platform().jvm());
    notes =
        LimitNotes.with(notes, "roof", validation.limits())
            .with(
                "cost_convention", CostTable.convention(validation.compared().baselineRow().cost()))
            .with("input", CostTable.inputs(validation.compared()))
            .with("baseline", validation.compared().baseline())
            .with("seed", Long.toString(seed));
    for (var runtime : validation.runtimes()) {
      notes = MeasurementNotes.with(notes, runtime.run());
    }
    for (String warning : validation.compared().seededWeights()) {
      notes = notes.withWarning(warning);
    }
    return notes;
  }
}
