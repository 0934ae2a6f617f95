package convspectrum.reports.validate;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.validate.Finding;
import convspectrum.search.validate.RuntimeValidation;
import convspectrum.search.validate.Validation;
import java.util.ArrayList;
import java.util.List;

/** What a reader should notice: a row per runtime and finding. */
final class FindingTable {
  private FindingTable() {}

  private record Row(String runtime, Finding finding, String baseline) {
    String kind() {
      return switch (finding) {
        case Finding.Cliff _ -> "cliff";
        case Finding.Dominated _ -> "dominated";
        case Finding.SmallestGain _ -> "smallest_gain";
      };
    }

    String other() {
      return switch (finding) {
        case Finding.Cliff cliff -> cliff.other();
        case Finding.Dominated dominated -> dominated.other();
        case Finding.SmallestGain _ -> baseline;
      };
    }

    Bounded timeRatio() {
      return switch (finding) {
        case Finding.Cliff cliff -> Bounded.of(cliff.timeRatio());
        case Finding.Dominated dominated -> Bounded.of(dominated.timeRatio());
        case Finding.SmallestGain gain -> Bounded.of(gain.speedup().reciprocal());
      };
    }

    double macsRatio() {
      return switch (finding) {
        case Finding.Cliff cliff -> cliff.macsRatio();
        case Finding.Dominated dominated -> dominated.macsRatio();
        case Finding.SmallestGain _ -> Double.NaN;
      };
    }

    String meaning() {
      return switch (finding) {
        case Finding.Cliff _ -> "slower, with fewer MACs";
        case Finding.Dominated dominated ->
            "slower, with more MACs; %d such".formatted(dominated.by());
        case Finding.SmallestGain gain ->
            "smallest %s that beats the baseline".formatted(gain.parameter());
      };
    }
  }

  /** The table {@code findings}. */
  static ResultTable of(Validation validation) {
    List<Row> rows = new ArrayList<>();
    String baseline = validation.compared().baseline();
    for (RuntimeValidation runtime : validation.runtimes()) {
      List<Finding> findings = new ArrayList<>(runtime.smallestGains());
      findings.addAll(runtime.cliffs());
      findings.addAll(runtime.dominated());
      findings.forEach(finding -> rows.add(new Row(runtime.runtime(), finding, baseline)));
    }
    Columns<Row> columns =
        new Columns<>(rows)
            .text(
                "kind", Row::kind, ColumnDescription.text("Finding", "What kind of finding it is."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "design",
                row -> row.finding().design(),
                ColumnDescription.text("Design", "What was found of it."))
            .text(
                "against",
                Row::other,
                ColumnDescription.text("Against", "The design that it is held against."))
            .interval(
                "time_ratio",
                "time_ratio_low",
                "time_ratio_high",
                Row::timeRatio,
                ColumnDescription.ratio(
                    "Time ×",
                    "Its time divided by that of the other, with its 95 % interval; none where it is held against no other."))
            .real(
                "macs_ratio",
                Row::macsRatio,
                ColumnDescription.ratio(
                    "MACs ×",
                    "Its MACs divided by those of the other; none where it is held against no other."))
            .text(
                "meaning",
                Row::meaning,
                ColumnDescription.text("Meaning", "The finding in a sentence."));
    return new ResultTable("findings", "Findings", columns.list(), Notes.none());
  }
}
