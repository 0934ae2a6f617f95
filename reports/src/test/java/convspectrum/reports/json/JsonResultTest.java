package convspectrum.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.reports.explore.Samples;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class JsonResultTest {
  @Test
  void jsonHoldsEveryCellExactly() {
    ResultTable table = Samples.comparison();
    JsonNode rows = json(table).at("/tables/" + table.name());
    int compared = 0;
    for (int row = 0; row < table.rowCount(); row++) {
      for (ResultColumn column : table.columns()) {
        JsonNode value = rows.get(row).get(column.name());
        switch (column.cell(row)) {
          case Cell.Missing() -> assertThat(value.isNull()).isTrue();
          case Cell.Text(String text) -> assertThat(value.asString()).isEqualTo(text);
          case Cell.Count(long count) -> assertThat(value.longValue()).isEqualTo(count);
          case Cell.Real(double real) -> assertThat(value.doubleValue()).isEqualTo(real);
          case Cell.Flag(boolean flag) -> assertThat(value.booleanValue()).isEqualTo(flag);
        }
        compared++;
      }
    }
    assertThat(compared).isEqualTo(17 * 40);
  }

  /** Names that look like numbers, truth values, comments, lists or other lines included. */
  @Test
  void yamlReadsAsWhatJsonReadsAs() {
    int compared = 0;
    for (ResultTable table : List.of(Samples.comparison(), Samples.hostile())) {
      assertThat(YAMLMapper.shared().readTree(of(table).yaml("1.2.3"))).isEqualTo(json(table));
      compared++;
    }
    for (String text :
        List.of(
            "1",
            "1.5",
            "1e3",
            "0x1F",
            "0o7",
            "1_000",
            "yes",
            "No",
            "on",
            "true",
            "null",
            "~",
            "",
            " ",
            "- a",
            "? b",
            "a: b",
            "a #b",
            "#c",
            "@d",
            "`e",
            "%f",
            "&g",
            "*h",
            "!i",
            "|",
            ">",
            "'",
            "\"",
            "[1, 2]",
            "{a: 1}",
            "a\nb",
            "a\tb",
            "\r\n",
            "---",
            "...",
            "=",
            "<<",
            "2001-01-01",
            ".inf",
            ".NaN",
            "12:30",
            "\u0000\u0007\u0085\u2028",
            "日本",
            "😀",
            "a ")) {
      JsonResult result = JsonResult.of(ResultKind.ZOO).withSummary(List.of(text, text + "?"));
      assertThat(YAMLMapper.shared().readTree(result.yaml(text)))
          .as(text)
          .isEqualTo(JsonMapper.shared().readTree(result.json(text)));
      compared++;
    }
    assertThat(compared).isEqualTo(48);
  }

  @Test
  void shapesAreListsAndEveryColumnIsDescribed() {
    ResultTable table =
        new ResultTable(
            "shapes",
            "Shapes",
            new Columns<>(List.of("1x3x8x8", "scalar"))
                .text("shape", text -> text, ColumnDescription.shape("Shape", "What it is."))
                .text("both", text -> text + ", 2x4", ColumnDescription.shapes("Both", "Two."))
                .real("ms", _ -> Double.NaN, ColumnDescription.milliseconds("Time", "A time."))
                .list(),
            Notes.none().with("protocol", "none"));
    JsonNode json = json(table);
    assertThat(json.at("/tables/shapes").toString())
        .isEqualTo(
            "[{\"shape\":[1,3,8,8],\"both\":[[1,3,8,8],[2,4]],\"ms\":null},"
                + "{\"shape\":[],\"both\":[[],[2,4]],\"ms\":null}]");
    assertThat(json.at("/columns/shapes/shape").toString())
        .isEqualTo("{\"type\":\"shape\",\"unit\":null,\"meaning\":\"What it is.\"}");
    assertThat(json.at("/columns/shapes/both/meaning").asString()).isEqualTo("Two.");
    assertThat(json.at("/columns/shapes/ms").toString())
        .isEqualTo("{\"type\":\"number\",\"unit\":\"ms\",\"meaning\":\"A time.\"}");
    assertThat(json.at("/notes/protocol").asString()).isEqualTo("none");
  }

  @Test
  void everyKindHasTheSameRoot() {
    int kinds = 0;
    for (ResultKind kind : ResultKind.values()) {
      JsonNode json = JsonMapper.shared().readTree(JsonResult.of(kind).json("1.2.3"));
      assertThat(json.propertyNames())
          .containsExactly(
              "schema",
              "version",
              "command",
              "summary",
              "machine",
              "runs",
              "details",
              "tables",
              "columns",
              "notes",
              "warnings");
      assertThat(json.get("schema").asString()).isEqualTo("convspectrum/" + kind.id() + "/2");
      assertThat(json.get("command").asString()).isEqualTo(kind.command());
      kinds++;
    }
    assertThat(kinds).isEqualTo(31);
  }

  @Test
  void twoTablesOfOneNameAreRefused() {
    assertThatThrownBy(() -> JsonResult.of(ResultKind.ZOO, Samples.hostile(), Samples.hostile()))
        .hasMessage("two tables have one name: [hostile, hostile]");
  }

  private static JsonResult of(ResultTable table) {
    return JsonResult.of(ResultKind.ZOO, table);
  }

  private static JsonNode json(ResultTable table) {
    return JsonMapper.shared().readTree(of(table).json("1.2.3"));
  }
}
