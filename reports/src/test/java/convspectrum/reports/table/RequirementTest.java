package convspectrum.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.table.Columns.Bounded;
import convspectrum.search.condition.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequirementTest {
  private record Row(String name, String runtime, Bounded time) {}

  /** A time of 4 [3, 5], one without an interval, and one that is missing. */
  private static final ResultTable TABLE = table();

  private static ResultTable table() {
    List<Row> rows =
        List.of(
            new Row("sure", "vector", new Bounded(4, 3, 5)),
            new Row("short", "vector", new Bounded(4, Double.NaN, Double.NaN)),
            new Row("none", "vector", Bounded.NONE));
    return new ResultTable(
        "times",
        "Times",
        new Columns<>(rows)
            .text("model", Row::name, ColumnDescription.text("Model", ""))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", ""))
            .real("share", row -> row.time().value() / 10, ColumnDescription.percent("Share", ""))
            .real("share_low", row -> row.time().low() / 10, ColumnDescription.percent("Low", ""))
            .real(
                "share_high", row -> row.time().high() / 10, ColumnDescription.percent("High", ""))
            .interval("ms", "low", "high", Row::time, ColumnDescription.milliseconds("Time", ""))
            .list(),
        Notes.none());
  }

  @ParameterizedTest
  @CsvSource({
    "ms<=5, MET",
    "ms<5, CANNOT_TELL",
    "ms<=4.5, CANNOT_TELL",
    "ms<3, NOT_MET",
    "ms>=3, MET",
    "ms>3, CANNOT_TELL",
    "ms>5, NOT_MET",
    "ms=4, CANNOT_TELL",
    "ms=6, NOT_MET",
    "ms!=4, CANNOT_TELL",
    "ms!=2, MET",
    "share<=0.5, MET",
    "share<=0.45, CANNOT_TELL",
    "share>0.5, NOT_MET",
    "share_low>=0.3, MET",
    "high<6, MET",
    "low<3, NOT_MET",
    "runtime=vector, MET",
    "runtime=onnxruntime, NOT_MET"
  })
  void theWholeIntervalHasToKeepIt(String condition, Requirement.Answer answer) {
    assertThat(judged(condition).getFirst().answer()).isEqualTo(answer);
  }

  @Test
  void withoutAnIntervalOrAFigureItCannotBeTold() {
    List<Requirement> judged = judged("ms<=1s");
    assertThat(judged)
        .extracting(Requirement::answer)
        .containsExactly(
            Requirement.Answer.MET, Requirement.Answer.CANNOT_TELL, Requirement.Answer.CANNOT_TELL);
    assertThat(judged.get(1))
        .hasToString(
            "requirement 'ms<=1s': cannot tell whether it is met: short on vector has 4.000 ms, without an"
                + " interval");
    assertThat(judged.get(2))
        .hasToString(
            "requirement 'ms<=1s': cannot tell whether it is met: none on vector has no figure");
    assertThat(judged("ms<3us").getFirst())
        .hasToString("requirement 'ms<3us' is not met: sure on vector has 4.000 ms [3.000, 5.000]");
  }

  private static List<Requirement> judged(String text) {
    List<Condition> conditions = Condition.parse(text);
    Requirement.check("--require", conditions, TABLE);
    return Requirement.of(conditions, TABLE, _ -> false);
  }
}
