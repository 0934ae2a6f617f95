package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.rows.RowFile;
import convspectrum.reports.rows.RowFormat;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Apache's reader and Spark's find in the Parquet files of this program. */
final class ParquetRowsTest {
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    SparkLog.quiet();
    spark =
        SparkSession.builder()
            .master("local[1]")
            .appName("parquet")
            .config("spark.ui.enabled", "false")
            .getOrCreate();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  /** Rows with every type, and a missing value in some of each. */
  private static ResultTable table(int first, int count) {
    List<Integer> rows = IntStream.range(first, first + count).boxed().toList();
    return new ResultTable(
        "designs",
        "A title",
        new Columns<>(rows)
            .text(
                "layers[1].conv.kernel",
                row -> row % 5 == 0 ? "" : List.of("=é", "\"b\",", "漢\n", "'").get(row % 4),
                ColumnDescription.text("Kernel", "A parameter."))
            .count(
                "bytes",
                row -> Long.MIN_VALUE / 3 * (row % 3) + row,
                ColumnDescription.bytes("Traffic", "Bytes read and written."))
            .partialCount(
                "rank",
                row -> row % 7 < 3 ? OptionalLong.empty() : OptionalLong.of(row),
                ColumnDescription.exact("Rank", ""))
            .real(
                "score",
                row ->
                    row % 11 == 0
                        ? Double.NaN
                        : row % 13 == 0 ? Double.NEGATIVE_INFINITY : Math.sin(row),
                ColumnDescription.milliseconds("Score", "A time."))
            .flag("undefined", row -> row % 3 == 1, ColumnDescription.text("Undefined", ""))
            .list(),
        Notes.none());
  }

  private Path written(List<ResultTable> tables, Notes notes) throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      RowFile rows = RowFormat.of(file).orElseThrow().begin(out, "convspectrum version 1.2.3");
      for (ResultTable table : tables) {
        rows.add(table);
      }
      rows.finish(notes);
    }
    return file;
  }

  private static void sameRows(List<ResultTable> tables, Path file) {
    List<Row> found = spark.read().parquet(file.toString()).collectAsList();
    List<List<Object>> expected = new ArrayList<>();
    for (ResultTable table : tables) {
      for (int row = 0; row < table.rowCount(); row++) {
        int at = row;
        expected.add(table.columns().stream().map(column -> value(column.cell(at))).toList());
      }
    }
    assertThat(found).hasSameSizeAs(expected);
    for (int row = 0; row < found.size(); row++) {
      for (int column = 0; column < found.get(row).size(); column++) {
        Object cell = found.get(row).isNullAt(column) ? "missing" : found.get(row).get(column);
        assertThat(cell)
            .as("row %d, column %d", row, column)
            .isEqualTo(expected.get(row).get(column));
      }
    }
  }

  private static Object value(Cell cell) {
    return switch (cell) {
      case Cell.Missing() -> "missing";
      case Cell.Text(String text) -> text;
      case Cell.Count(long count) -> count;
      case Cell.Real(double real) -> real;
      case Cell.Flag(boolean flag) -> flag;
    };
  }

  /** More rows than a group has, in pages of unequal length, one of them empty. */
  @Test
  void valuesTypesAndMissingOnesAreThoseThatWereWritten() throws IOException {
    List<ResultTable> tables = new ArrayList<>();
    tables.add(table(0, 0));
    tables.add(table(0, 1));
    for (int first = 1; first < 150_000; first += 8_192) {
      tables.add(table(first, 8_192));
    }
    Path file = written(tables, Notes.none());
    assertThat(spark.read().parquet(file.toString()).schema().simpleString())
        .isEqualTo(
            "struct<layers[1].conv.kernel:string,bytes:bigint,rank:bigint,score:double,undefined:boolean>");
    sameRows(tables, file);
  }

  @Test
  void aFileWithoutRowsHasColumns() throws IOException {
    List<ResultTable> tables = List.of(table(0, 0));
    Path file = written(tables, Notes.none());
    assertThat(spark.read().parquet(file.toString()).columns()).hasSize(5);
    sameRows(tables, file);
  }

  /** Groups are skipped by their smallest and largest values. */
  @Test
  void unitsNotesAndBoundsAreInTheFooter() throws IOException {
    Path file =
        written(
            List.of(table(1, 10)),
            Notes.none().with("convention", "paper").withWarning("One design does not fit."));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      ParquetMetadata footer = reader.getFooter();
      assertThat(footer.getFileMetaData().getKeyValueMetaData())
          .containsEntry("convspectrum.unit.bytes", "B")
          .containsEntry("convspectrum.unit.score", "ms")
          .containsEntry("convspectrum.meaning.bytes", "Bytes read and written.")
          .containsEntry("convspectrum.table", "A title")
          .containsEntry("convspectrum.note.convention", "paper")
          .containsEntry("convspectrum.warning.1", "One design does not fit.");
      assertThat(footer.getFileMetaData().getCreatedBy()).isEqualTo("convspectrum version 1.2.3");
      assertThat(footer.getBlocks()).hasSize(1);
      assertThat(footer.getBlocks().getFirst().getColumns().get(2).getStatistics())
          .hasToString("min: 3, max: 10, num_nulls: 5");
    }
    assertThat(spark.read().parquet(file.toString()).where("rank >= 9").count()).isEqualTo(1);
    assertThat(spark.read().parquet(file.toString()).where("rank > 10").count()).isZero();
  }
}
