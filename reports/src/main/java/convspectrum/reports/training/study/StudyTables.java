package convspectrum.reports.training.study;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.JudgedClaim;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.search.training.study.PairedDifference;
import convspectrum.search.training.study.StudyResult;
import convspectrum.search.training.study.StudyResult.Outcome;
import convspectrum.search.training.study.StudyTimes;

/** The tables of a study of training. */
final class StudyTables {
  private final StudyResult result;

  StudyTables(StudyResult result) {
    this.result = result;
  }

  /** The table {@code designs}: accuracy, costs and times of each design. */
  ResultTable designs(StudyTimes times, Notes notes) {
    AccuracyStudy study = result.study();
    Columns<Outcome> columns =
        new Columns<>(result.outcomes())
            .text(
                study.varied(),
                one -> one.design().value(),
                ColumnDescription.text(study.varied(), "The parameter that varies."));
    study
        .compared()
        .ifPresent(name ->
            columns.text(
                name,
                one -> one.design().other().orElse(""),
                ColumnDescription.text(name, "The parameter that is compared.")));
    columns
        .text(
            "equal",
            one -> one.design().equality().word(),
            ColumnDescription.text(
                "Equal", "What designs have in common: the width, or the multiply-accumulates."))
        .count(
            "params",
            one -> one.design().params(),
            ColumnDescription.count("Params", "Learned parameters."))
        .count(
            "macs",
            one -> one.design().macs(),
            ColumnDescription.count("MACs", "Multiply-accumulates of an image."))
        .real(
            "rate",
            one -> one.rate().orElse(Double.NaN),
            ColumnDescription.plain(
                "Rate",
                "The learning rate that is best on the validation images; none where it is not"
                    + " known, or where every training diverged."))
        .count(
            "seeds",
            one -> one.accuracies().size(),
            ColumnDescription.exact("Seeds", "Trainings that were tested."))
        .interval(
            "test_accuracy",
            one -> Bounded.of(result.accuracy(one)),
            percent(
                    "Test accuracy",
                    "Share of the test images that are classified correctly: mean over the seeds"
                        + " and its 95 % interval (Student's t), from two seeds on.")
                .higherIsBetter());
    for (String runtime : times.runtimes()) {
      columns.interval(
          runtime + "_time",
          one -> Bounded.of(times.of(runtime, one.design())),
          ColumnDescription.milliseconds(
                  runtime, "Median time of a pass of one image by " + runtime + ", one thread.")
              .lowerIsBetter());
    }
    return new ResultTable("designs", study.about(), columns.list(), notes);
  }

  /** The table {@code differences}: of each design to that which it is paired with. */
  ResultTable differences() {
    return new ResultTable(
        "differences",
        "Differences over paired seeds",
        new Columns<>(
                result.families().stream().flatMap(one -> one.differences().stream()).toList())
            .text(
                "design",
                one -> one.design().label(),
                ColumnDescription.text("Design", "The design whose accuracy is on the left."))
            .text(
                "base",
                one -> one.base().label(),
                ColumnDescription.text("Less", "The design whose accuracy is taken away."))
            .count(
                "pairs",
                PairedDifference::pairs,
                ColumnDescription.exact("Pairs", "Seeds that both were trained with."))
            .interval(
                "difference",
                one -> Bounded.of(one.difference()),
                percent(
                    "Difference",
                    "Test accuracy less that of the other, the mean over the pairs, with an"
                        + " interval (Student's t). With 95 % all intervals of these designs hold"
                        + " the true difference, at each of the looks at the results (Bonferroni)."))
            .real(
                "standard_error",
                PairedDifference::error,
                percent("Std. error", "Standard error of the mean difference."))
            .text(
                "sign",
                one -> one.sign().toString(),
                ColumnDescription.text(
                    "Sign",
                    "More or less accurate where the whole interval lies on one side of 0, else"
                        + " undecided."))
            .list(),
        Notes.none());
  }

  /** The table {@code claims}: values against bands. */
  ResultTable claims() {
    return new ResultTable(
        "claims",
        "Claims of papers",
        new Columns<>(result.claims())
            .text("claim", one -> one.claim().id(), ColumnDescription.text("Claim", "Its name."))
            .text(
                "says",
                one -> one.claim().says(),
                ColumnDescription.text("Statement", "What it says."))
            .real(
                "at_least",
                one -> finite(one.claim().atLeast()),
                ColumnDescription.plain(
                    "at least", "The least value that reproduces it; none where any smaller does."))
            .real(
                "at_most",
                one -> finite(one.claim().atMost()),
                ColumnDescription.plain(
                    "at most", "The largest value that reproduces it; none where any larger does."))
            .real(
                "published_value",
                one -> one.claim().publishedValue().orElse(Double.NaN),
                ColumnDescription.ratio(
                    "published", "What is printed for the value; none where no number is."))
            .interval(
                "value",
                one -> Bounded.of(one.value()),
                ColumnDescription.ratio(
                    "here", "The value in points of accuracy: its mean over the seeds."))
            .text(
                "verdict",
                one -> one.judgement().toString(),
                ColumnDescription.text(
                    "Verdict",
                    "Reproduced where the whole interval lies within the band, refuted where it"
                        + " lies outside, else undecided."))
            .text(
                "note",
                JudgedClaim::note,
                ColumnDescription.text("Note", "Why a value or its interval is missing."))
            .list(),
        Notes.none());
  }

  /** The table {@code sources}: what is computed, what is printed, and where. */
  ResultTable sources() {
    return new ResultTable(
        "sources",
        "Where the claims are from",
        new Columns<>(result.study().claims())
            .text("claim", Claim::id, ColumnDescription.text("Claim", "Its name."))
            .text(
                "value",
                claim -> claim.value().text(),
                ColumnDescription.text("Value", "What is computed for each seed."))
            .text(
                "published",
                Claim::published,
                ColumnDescription.text("Published", "What is printed for it, in words."))
            .text(
                "measured_on",
                Claim::measuredOn,
                ColumnDescription.text("Original", "What the original was trained on."))
            .text("source", Claim::source, ColumnDescription.text("Source", "Where it stands."))
            .list(),
        Notes.none());
  }

  private static double finite(double end) {
    return Double.isInfinite(end) ? Double.NaN : end;
  }

  private static ColumnDescription percent(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Percent(2), meaning);
  }
}
