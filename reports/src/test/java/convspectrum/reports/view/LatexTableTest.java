package convspectrum.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Samples;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatexTableTest {
  private record Row(String name, long macs, double accuracy, Bounded time) {}

  private static ResultTable table(Row... rows) {
    return new ResultTable(
        "models",
        "Models",
        new Columns<>(List.of(rows))
            .text("model", Row::name, ColumnDescription.text("Model", ""))
            .count("macs", Row::macs, ColumnDescription.count("MACs", "").lowerIsBetter())
            .real("share", Row::accuracy, ColumnDescription.percent("Share", "").higherIsBetter())
            .interval(
                "ms",
                "low",
                "high",
                Row::time,
                ColumnDescription.milliseconds("Time", "").lowerIsBetter())
            .list(),
        Notes.none()
            .with("convention", "paper (one is one)")
            .with("machine", "A_B 50 %")
            .with("vector", "version 1, 2026-01-01T12:00:00Z")
            .with("vector_protocol", "quick: 40 s")
            .with("onnxruntime", "version 2, 2026-01-01T12:00:00Z")
            .with("onnxruntime_protocol", "quick: 40 s")
            .with("vector_rounds", "60")
            .withWarning("it was noisy"));
  }

  private static String render(ResultTable table) {
    String latex = new LatexTable().render(table);
    assertThat(LatexCheck.faults(latex)).as(latex).isEmpty();
    return latex;
  }

  @Test
  void unitsStandInTheHeadAndTheBestIsBold() {
    String latex =
        render(
            table(
                new Row("a", 568_740_352, 0.7061, new Bounded(12, 11, 13)),
                new Row("b", 41_030_000, 0.5, new Bounded(10, 9, 11.5)),
                new Row("c_1", 5_713_216_096L, 0.78, new Bounded(30, 29, 31))));
    assertThat(latex)
        .contains("\\begin{tabular}{@{}lrrr@{}}\n")
        .contains("    Model & MACs (M) & Share (\\%) & Time (ms) \\\\\n")
        .contains("    a & 568.74 & 71 & \\textbf{12.00} [11.00, 13.00] \\\\\n")
        .contains("    b & \\textbf{41.03} & 50 & \\textbf{10.00} [9.00, 11.50] \\\\\n")
        .contains("    c\\_1 & 5,713.22 & \\textbf{78} & 30.00 [29.00, 31.00] \\\\\n");
  }

  @Test
  void theCaptionSaysHowAndWhere() {
    String latex = render(table(new Row("a", 1, 0.5, Bounded.NONE)));
    String caption =
        latex.lines().filter(line -> line.contains("\\caption")).findFirst().orElse("");
    assertThat(caption)
        .isEqualTo(
            "  \\caption[{Models}]{Models. Convention: paper (one is one). Machine: A\\_B 50 \\%."
                + " vector: version 1, 2026-01-01T12:00:00Z. vector protocol, onnxruntime protocol: quick: 40"
                + " s. onnxruntime: version 2, 2026-01-01T12:00:00Z.}");
    assertThat(latex)
        .contains("\\label{tab:models}")
        .contains("Warning: it was noisy\n")
        .contains("vector rounds: 60\n");
  }

  /** What has too few repetitions for an interval is not compared, as nowhere else. */
  @Test
  void withoutAnIntervalNothingIsBest() {
    Bounded few = new Bounded(5, Double.NaN, Double.NaN);
    String latex =
        render(
            table(
                new Row("a", 7, 0.5, few),
                new Row("b", 7, 0.5, new Bounded(10, 9, 11)),
                new Row("c", 7, 0.5, new Bounded(20, 19, 21))));
    assertThat(latex).doesNotContain("textbf").doesNotContain("Bold");
  }

  @Test
  void equalsAreNotBest() {
    assertThat(
            render(
                table(
                    new Row("a", 7, 0.5, new Bounded(10, 9, 11)),
                    new Row("b", 7, 0.5, new Bounded(10.5, 9, 11)))))
        .doesNotContain("textbf");
  }

  /** Scores that are near to each other have equal decimals; far apart they would show noise. */
  @Test
  void scoresOfAColumnHaveEqualDecimals() {
    ColumnDescription score = ColumnDescription.significant("Score", 4, "");
    for (List<Double> scores : List.of(List.of(12.3456, 0.5, 123.4567), List.of(12.3456, 1e7))) {
      ResultTable table =
          new ResultTable(
              "scores",
              "Scores",
              new Columns<>(scores).real("score", one -> one, score).list(),
              Notes.none());
      assertThat(render(table).lines().map(String::strip))
          .contains(
              scores.size() == 3
                  ? new String[] {"12.3456 \\\\", "0.5000 \\\\", "123.4567 \\\\"}
                  : new String[] {"12.35 \\\\", "1.000$\\times 10^{7}$ \\\\"});
    }
  }

  @Test
  void tablesOfEveryKindCompile() {
    assertThat(render(Samples.hostile()))
        .contains("\\textless{}script\\textgreater{}", "{[}U+7573{]}", "\\'{e}", "$\\infty$");
    assertThat(render(Samples.comparison()))
        .contains("Theory $\\times$", "In brackets: 95 \\% confidence intervals.", "Bold: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          a&b; a\\&b
          50 %; 50 \\%
          x_1^2~; x\\_1\\textasciicircum{}2\\textasciitilde{}
          [1] *; {[}1{]} {*}
          \\input{x}; \\textbackslash{}input\\{x\\}
          a--b; a-{}-b
          ±5 × 3 → ∞; $\\pm$5 $\\times$ 3 $\\rightarrow$ $\\infty$
          ρ or τ; $\\rho$ or $\\tau$
          Größe Çà ñ ø; Gr\\"{o}\\ss{}e \\c{C}\\`{a} \\~{n} \\o{}
          """)
  void textsAreEscaped(String text, String latex) {
    assertThat(LatexText.of(text)).isEqualTo(latex);
    assertThat(LatexCheck.faults(latex)).isEmpty();
  }

  /** The check itself finds what pdfLaTeX would stop at. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"a_b", "{a", "$a", "\\foo", "é", "\\begin{a}\\end{b}", "a \\\\ [1]", "5 %", "#"})
  void theCheckFindsFaults(String latex) {
    assertThat(LatexCheck.faults(latex)).isNotEmpty();
  }

  @Test
  void sentencesAreAList() {
    String list = LatexTable.list(List.of("a & b", "c"));
    assertThat(list).isEqualTo("\\begin{itemize}\n  \\item a \\& b\n  \\item c\n\\end{itemize}\n");
    assertThat(LatexCheck.faults(list)).isEmpty();
  }
}
