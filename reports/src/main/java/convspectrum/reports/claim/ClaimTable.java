package convspectrum.reports.claim;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Estimate;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.Judgement;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Claims, a row each, with their bands, and the ratio and the verdict of each runtime. */
public final class ClaimTable {
  private final ClaimDocument document;
  private final Latencies latencies;
  private final Map<String, ComparedDesign> byName;

  /**
   * The claims of a document.
   *
   * @param designs its networks, by name
   */
  public ClaimTable(ClaimDocument document, Designs designs, Latencies latencies) {
    this.document = document;
    this.latencies = latencies;
    this.byName =
        designs.rows().stream()
            .collect(Collectors.toMap(ComparedDesign::label, Function.identity()));
  }

  /** The table {@code claims}. */
  public ResultTable table(Machine machine) {
    Columns<Claim> columns =
        new Columns<>(document.claims())
            .text("claim", Claim::id, ColumnDescription.text("Claim", "Its name."))
            .text("says", Claim::says, ColumnDescription.text("Statement", "What it says."))
            .text(
                "published",
                Claim::published,
                ColumnDescription.text("Published", "What is printed for it."))
            .text(
                "ratio_of",
                claim ->
                    claim.figure() == Claim.Figure.TIME
                        ? "time of %s / %s".formatted(claim.above(), claim.below())
                        : "MACs per second of %s / %s".formatted(claim.above(), claim.below()),
                ColumnDescription.text("Ratio", "What is divided by what."))
            .real(
                "at_least",
                Claim::atLeast,
                ColumnDescription.plain("at least", "The least ratio that reproduces it."))
            .real(
                "at_most",
                claim -> Double.isInfinite(claim.atMost()) ? Double.NaN : claim.atMost(),
                ColumnDescription.plain(
                    "at most",
                    "The largest ratio that reproduces it; none where any larger does."));
    for (MeasurementRun run : latencies.runs()) {
      String runtime = run.conditions().runtime();
      columns
          .interval(
              runtime + "_ratio",
              claim -> Bounded.of(ratio(run, claim)),
              ColumnDescription.ratio(
                  runtime, "The ratio by " + runtime + ", from rounds that timed both."))
          .text(
              runtime + "_verdict",
              claim -> judgement(run, claim).toString(),
              ColumnDescription.text(
                  runtime + " verdict",
                  "Reproduced where the whole interval lies within the band, refuted where it lies"
                      + " outside, else undecided."));
    }
    columns
        .text(
            "measured_on",
            Claim::measuredOn,
            ColumnDescription.text("Original", "What the original was measured on."))
        .text("source", Claim::source, ColumnDescription.text("Source", "Where it stands."))
        .text(
            "note",
            claim -> latencies.notes(List.of(design(claim.above()), design(claim.below()))),
            ColumnDescription.text(
                "Note", "Why a figure is missing, or what is to be said of it."));
    Notes notes =
        Notes.none()
            .with("machine", MachineTable.summary(machine))
            .with("java", machine.platform().jvm());
    for (MeasurementRun run : latencies.runs()) {
      notes = MeasurementNotes.with(notes, run);
    }
    String title = document.about().isBlank() ? document.name() : document.about();
    return new ResultTable("claims", title, columns.list(), notes);
  }

  /** How many claims have each verdict, a sentence for each runtime. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    for (MeasurementRun run : latencies.runs()) {
      List<String> counts =
          Stream.of(Judgement.values())
              .map(judgement ->
                  document.claims().stream()
                          .filter(claim -> judgement(run, claim) == judgement)
                          .count()
                      + " "
                      + judgement)
              .toList();
      sentences.add(
          "%s: of %d claims %s."
              .formatted(
                  run.conditions().runtime(), document.claims().size(), String.join(", ", counts)));
    }
    return sentences;
  }

  private ComparedDesign design(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  private Optional<Estimate> ratio(MeasurementRun run, Claim claim) {
    ComparedDesign above = design(claim.above());
    ComparedDesign below = design(claim.below());
    return latencies
        .measurement(run, above)
        .flatMap(upper ->
            latencies
                .measurement(run, below)
                .map(lower -> claim.ratio(upper.over(lower), above, below)));
  }

  private Judgement judgement(MeasurementRun run, Claim claim) {
    return claim.judge(ratio(run, claim).flatMap(Estimate::interval));
  }
}
