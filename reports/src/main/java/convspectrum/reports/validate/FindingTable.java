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
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reader should notice: a row per runtime and finding. */
final class FindingTable {
  /** Designs that a row of a group names. */
  private static final int MOST_NAMED = 20;

  /** Causes that a row of a group names. */
  private static final int MOST_CAUSES = 3;

  private FindingTable() {}

  private record Row(String runtime, Finding finding, String baseline) {
    String kind() {
      return switch (finding) {
        case Finding.Cliff _ -> "cliff";
        case Finding.AboveLine _ -> "above_line";
        case Finding.Dominated _ -> "dominated";
        case Finding.SmallestGain _ -> "smallest_gain";
      };
    }

    String other() {
      return switch (finding) {
        case Finding.Cliff cliff -> cliff.other();
        case Finding.AboveLine above -> String.join(" and ", above.neighbours());
        case Finding.Dominated dominated -> dominated.other();
        case Finding.SmallestGain _ -> baseline;
      };
    }

    Bounded timeRatio() {
      return switch (finding) {
        case Finding.Cliff cliff -> Bounded.of(cliff.timeRatio());
        case Finding.AboveLine above -> Bounded.of(above.timeRatio());
        case Finding.Dominated dominated -> Bounded.of(dominated.timeRatio());
        case Finding.SmallestGain gain -> Bounded.of(gain.speedup().reciprocal());
      };
    }

    double macsRatio() {
      return switch (finding) {
        case Finding.Cliff cliff -> cliff.macsRatio();
        case Finding.Dominated dominated -> dominated.macsRatio();
        case Finding.AboveLine _, Finding.SmallestGain _ -> Double.NaN;
      };
    }

    String cause() {
      return switch (finding) {
        case Finding.Cliff cliff -> cliff.cause().text();
        case Finding.AboveLine above -> above.cause().text();
        case Finding.Dominated _, Finding.SmallestGain _ -> "";
      };
    }

    String meaning() {
      return switch (finding) {
        case Finding.Cliff _ -> "slower, with fewer MACs";
        case Finding.AboveLine _ -> "more time than the line through its neighbours suggests";
        case Finding.Dominated dominated ->
            "slower, with more MACs; %d such".formatted(dominated.by());
        case Finding.SmallestGain gain ->
            "smallest %s that beats the baseline".formatted(gain.parameter());
      };
    }
  }

  /** The table {@code findings}, with a row for each. */
  static ResultTable of(Validation validation) {
    List<Row> rows = rows(validation);
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
                ColumnDescription.text("Meaning", "The finding in a sentence."))
            .text(
                "cause",
                Row::cause,
                ColumnDescription.text(
                    "Cause",
                    "Why a design is slow, as far as its profile shows; none of other findings."));
    return new ResultTable("findings", "Findings", columns.list(), Notes.none());
  }

  private static List<Row> rows(Validation validation) {
    List<Row> rows = new ArrayList<>();
    String baseline = validation.compared().baseline();
    for (RuntimeValidation runtime : validation.runtimes()) {
      List<Finding> findings = new ArrayList<>(runtime.smallestGains());
      findings.addAll(runtime.cliffs());
      findings.addAll(runtime.aboveLine());
      findings.addAll(runtime.dominated());
      findings.forEach(finding -> rows.add(new Row(runtime.runtime(), finding, baseline)));
    }
    return rows;
  }

  /** What findings have in common that are told as one. */
  private record Common(String runtime, String kind, String against) {
    static Common of(Row row) {
      return new Common(row.runtime(), row.kind(), row.other());
    }
  }

  /** Findings of one kind and runtime against one design, in the order of the first. */
  private record Group(Common common, List<Row> rows) {
    String sentence() {
      int count = rows.size();
      String designs = count == 1 ? rows.getFirst().finding().design() : count + " designs";
      return switch (rows.getFirst().finding()) {
        case Finding.Cliff _ ->
            "%s %s slower than %s, with fewer MACs"
                .formatted(designs, count == 1 ? "is" : "are", common.against());
        case Finding.AboveLine _ ->
            "%s %s more time than the line through %s suggests"
                .formatted(designs, count == 1 ? "takes" : "take", common.against());
        case Finding.Dominated _ ->
            "%s %s dominated by %s: slower, with more MACs"
                .formatted(designs, count == 1 ? "is" : "are", common.against());
        case Finding.SmallestGain gain ->
            "%s is the smallest %s that beats the baseline"
                .formatted(gain.design(), gain.parameter());
      };
    }

    /** From the least to the greatest value of the interval: {@code 1.20 to 9.15}. */
    String times() {
      DoubleSummaryStatistics times =
          rows.stream().mapToDouble(row -> row.timeRatio().value()).summaryStatistics();
      String least = String.format(Locale.ROOT, "%.2f", times.getMin());
      return rows.size() == 1
          ? least
          : least + String.format(Locale.ROOT, " to %.2f", times.getMax());
    }

    /** The causes of all, each once. */
    String causes() {
      return rows.stream()
          .map(Row::cause)
          .filter(cause -> !cause.isEmpty())
          .distinct()
          .limit(MOST_CAUSES)
          .collect(Collectors.joining("; "));
    }

    String designs() {
      String named =
          rows.stream()
              .limit(MOST_NAMED)
              .map(row -> row.finding().design())
              .collect(Collectors.joining("; "));
      int more = rows.size() - MOST_NAMED;
      return more > 0 ? named + "; and " + more + " more" : named;
    }
  }

  /** The table {@code findings} for people: what is found of many designs is one row. */
  static ResultTable grouped(Validation validation) {
    List<Group> groups =
        rows(validation).stream()
            .collect(Collectors.groupingBy(Common::of, LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(one -> new Group(one.getKey(), one.getValue()))
            .toList();
    Columns<Group> columns =
        new Columns<>(groups)
            .text(
                "finding",
                Group::sentence,
                ColumnDescription.text("Finding", "What was found, and of how many designs."))
            .text(
                "runtime",
                group -> group.common().runtime(),
                ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "time_ratio",
                Group::times,
                ColumnDescription.text(
                    "Time ×",
                    "Time divided by that of the design that they are held against; of several from the least to the greatest."))
            .text(
                "designs",
                Group::designs,
                ColumnDescription.text(
                    "Designs",
                    "Those with the greatest ratio first; validation.json has all of many."))
            .text(
                "cause",
                Group::causes,
                ColumnDescription.text(
                    "Cause",
                    "Why designs are slow, as far as their profiles show; validation.json has that of each."));
    return new ResultTable("findings", "Findings", columns.list(), Notes.none());
  }
}
