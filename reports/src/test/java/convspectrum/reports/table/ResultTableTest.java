package convspectrum.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.reports.explore.Samples;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

final class ResultTableTest {
  private static final ColumnDescription PLAIN = ColumnDescription.plain("x", "");

  @Test
  void refusesNamesThatDifferInCaseOnlyAsTablesawWould() {
    assertThatThrownBy(() -> table(LongColumn.create("MACs"), LongColumn.create("macs")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "table t: columns \"MACs\" and \"macs\" have the same name in lower case; rename one");
  }

  /** In Turkish the lower case of I is a dotless i. */
  @Test
  void comparesNamesAlikeInTurkish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThatThrownBy(() -> table(LongColumn.create("BITS"), LongColumn.create("bits")))
          .hasMessageContaining("the same name in lower case");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void givesOutNamesThatDifferInMoreThanCase() {
    ColumnNames names = new ColumnNames();
    assertThat(names.take("macs", "column")).isEqualTo("macs");
    assertThat(names.take("MACs", "parameter")).isEqualTo("parameter_MACs");
    assertThat(names.take("Macs", "parameter")).isEqualTo("parameter_Macs_2");
    assertThat(names.take("segments", "parameter")).isEqualTo("segments");
  }

  @Test
  void refusesColumnsOfUnequalLength() {
    assertThatThrownBy(() -> table(LongColumn.create("a", 1L, 2L), DoubleColumn.create("b", 1.0)))
        .hasMessage("table t: column \"b\": got 1 rows, wanted 2 as in \"a\"");
  }

  @Test
  void refusesATypeThatNoViewKnows() {
    assertThatThrownBy(() -> new ResultColumn(FloatColumn.create("f"), PLAIN))
        .hasMessage("column f: got type FLOAT, wanted string, long, integer, double or boolean");
  }

  @Test
  void refusesAnIntervalWithoutItsColumns() {
    ResultColumn time = new ResultColumn(DoubleColumn.create("ms"), PLAIN).withInterval("lo", "hi");
    assertThatThrownBy(() -> new ResultTable("t", "", List.of(time), Notes.none()))
        .hasMessage("table t: the interval of \"ms\" names \"lo\"; columns: ms");
  }

  @Test
  void namesTheColumnsThatThereAre() {
    ResultTable table = table(LongColumn.create("a"), LongColumn.create("b"));
    assertThat(table.column("B").name()).isEqualTo("b");
    assertThat(table.has("c")).isFalse();
    assertThatThrownBy(() -> table.column("c"))
        .hasMessage("table t: no column \"c\"; columns: a, b");
  }

  @Test
  void becomesATablesawTableOfCopies() {
    ResultTable result = Samples.comparison();
    Table table = result.table();
    assertThat(table.rowCount()).isEqualTo(17);
    assertThat(table.columnNames()).startsWith("design", "segments", "params", "macs");
    assertThat(table.longColumn("macs").max()).isEqualTo(1_913_242_240.0);
    table.longColumn("macs").set(0, 1L);
    assertThat(result.column("macs").cell(0)).isEqualTo(new Cell.Count(1_721_918_016L));
  }

  @Test
  void nanAndEmptyTextsAreMissing() {
    ResultTable table = Samples.hostile();
    int last = table.rowCount() - 1;
    for (ResultColumn column : table.columns()) {
      assertThat(column.cell(last)).as(column.name()).isEqualTo(new Cell.Missing());
    }
    assertThat(table.columns()).hasSize(5);
  }

  @Test
  void anIntervalIsReadInOneCellWithTheDecimalsOfItsValue() {
    Presentation presentation = Presentation.brief(Samples.comparison());
    assertThat(presentation.columns())
        .extracting(column -> column.source().name())
        .containsExactly(
            "design",
            "segments",
            "params",
            "macs",
            "bytes",
            "theoretical_speedup",
            "onnxruntime_ms",
            "onnxruntime_speedup",
            "onnxruntime_realisation",
            "vector_ms",
            "vector_speedup",
            "vector_realisation",
            "vector_realisation_fastest",
            "vector_over_onnxruntime",
            "note");
    assertThat(presentation.columns().get(6).cells().getFirst()).isEqualTo("23.71 [23.47, 23.95]");
    assertThat(Presentation.full(Samples.comparison()).columns()).hasSize(27); // no p10
  }

  @Test
  void foreignTextShowsItsControlCharacters() {
    assertThat(VisibleText.of("a\u001B[31m\n\t\u007F\u0085\u202E\u2028b"))
        .isEqualTo("a␛[31m␊␉␡���b");
    assertThat(VisibleText.of("lone \uD83D surrogate")).isEqualTo("lone � surrogate");
    assertThat(VisibleText.of("畳み込み 🙂 é")).isEqualTo("畳み込み 🙂 é");
  }

  private static ResultTable table(Column<?>... columns) {
    List<ResultColumn> described =
        List.of(columns).stream().map(column -> new ResultColumn(column, PLAIN)).toList();
    return new ResultTable("t", "T", described, Notes.none());
  }
}
