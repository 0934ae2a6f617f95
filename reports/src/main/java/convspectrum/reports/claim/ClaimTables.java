package convspectrum.reports.claim;

import convspectrum.executor.machine.Machine;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.JudgedClaim;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a study: what came of each claim, and where each is from. */
final class ClaimTables {
  private final ClaimDocument document;
  private final List<RuntimeVerdicts> runtimes;

  ClaimTables(ClaimDocument document, List<RuntimeVerdicts> runtimes) {
    this.document = document;
    this.runtimes = runtimes;
  }

  /** The table {@code claims}: bands, values and verdicts. */
  ResultTable claims(Machine machine, String version) {
    Columns<Claim> columns =
        new Columns<>(document.claims())
            .text("claim", Claim::id, ColumnDescription.text("Claim", "Its name."))
            .text("says", Claim::says, ColumnDescription.text("Statement", "What it says."))
            .real(
                "at_least",
                claim -> finite(claim.atLeast()),
                ColumnDescription.plain(
                    "at least", "The least value that reproduces it; none where any smaller does."))
            .real(
                "at_most",
                claim -> finite(claim.atMost()),
                ColumnDescription.plain(
                    "at most", "The largest value that reproduces it; none where any larger does."))
            .real(
                "published_value",
                claim -> claim.publishedValue().orElse(Double.NaN),
                ColumnDescription.significant(
                    "published", 3, "What is printed for the value; none where no number is."));
    for (RuntimeVerdicts runtime : runtimes) {
      columns
          .interval(
              runtime.name() + "_value",
              claim -> Bounded.of(runtime.of(claim).value()),
              ColumnDescription.ratio(
                  runtime.name(),
                  "The value by " + runtime.name() + ", the median of those of all rounds."))
          .count(
              runtime.name() + "_processes",
              claim -> runtime.of(claim).processes(),
              ColumnDescription.plain(
                  runtime.name() + " processes",
                  "In how many processes it was measured: where another process may have another"
                      + " verdict, the interval is from one figure for each of them."))
          .text(
              runtime.name() + "_verdict",
              claim -> runtime.of(claim).judgement().toString(),
              ColumnDescription.text(
                  runtime.name() + " verdict",
                  "Reproduced where the whole interval lies within the band, refuted where it lies"
                      + " outside, else undecided."));
    }
    columns.text(
        "note",
        this::notes,
        ColumnDescription.text("Note", "Why a value or its interval is missing."));
    Notes notes =
        Notes.none()
            .with("convspectrum", version)
            .with("machine", MachineTable.summary(machine))
            .with("java", machine.platform().jvm());
    for (RuntimeVerdicts runtime : runtimes) {
      notes = MeasurementNotes.with(notes, runtime.run());
    }
    return new ResultTable("claims", title(), columns.list(), notes);
  }

  /** The table {@code sources}: what is computed, what is printed, and where. */
  ResultTable sources() {
    return new ResultTable(
        "sources",
        "Where the claims are from",
        new Columns<>(document.claims())
            .text("claim", Claim::id, ColumnDescription.text("Claim", "Its name."))
            .text(
                "value",
                claim -> claim.value().text(),
                ColumnDescription.text(
                    "Value", "What is computed for each round and compared with the band."))
            .text(
                "published",
                Claim::published,
                ColumnDescription.text("Published", "What is printed for it, in words."))
            .text(
                "measured_on",
                Claim::measuredOn,
                ColumnDescription.text("Original", "What the original was measured on."))
            .text("source", Claim::source, ColumnDescription.text("Source", "Where it stands."))
            .list(),
        Notes.none());
  }

  /** What the study is about. */
  String title() {
    return document.about().isBlank() ? document.name() : document.about();
  }

  private String notes(Claim claim) {
    return runtimes.stream()
        .flatMap(runtime -> {
          JudgedClaim judged = runtime.of(claim);
          return judged.note().isEmpty()
              ? Stream.empty()
              : Stream.of(runtime.name() + ": " + judged.note());
        })
        .collect(Collectors.joining(" "));
  }

  private static double finite(double end) {
    return Double.isInfinite(end) ? Double.NaN : end;
  }
}
