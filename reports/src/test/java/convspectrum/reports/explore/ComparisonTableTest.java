package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.ComparisonTable.Row;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTableTest {
  @Test
  void columnsHaveTheirStableNamesAndOrder() {
    String csv = new CsvTable().render(Samples.comparison());
    assertThat(csv.lines().findFirst())
        .hasValue(
            "design,segments,params,macs,flops,bytes,theoretical_speedup,"
                + "onnxruntime_ms,onnxruntime_ms_low,onnxruntime_ms_high,onnxruntime_speedup,"
                + "onnxruntime_speedup_low,onnxruntime_speedup_high,onnxruntime_realisation,"
                + "vector_ms,vector_ms_low,vector_ms_high,vector_speedup,"
                + "vector_speedup_low,vector_speedup_high,vector_realisation,same_as,note");
    assertThat(csv.lines()).hasSize(18);
  }

  @Test
  void aParameterMayBeNamedLikeAColumn() {
    Map<String, String> values = Map.of("MACs", "1", "width", "0.25", "activation", "relu");
    Row reference = row("regular", Map.of(), Map.of());
    Row design = row("d", values, Map.of("naswot", 1e61));
    ResultTable table =
        ComparisonTable.of(
            "t",
            List.of("MACs", "width", "activation"),
            List.of(),
            List.of("naswot"),
            List.of(reference, design),
            Notes.none());
    assertThat(table.columns())
        .extracting(ResultColumn::name)
        .containsExactly(
            "design",
            "parameter_MACs",
            "width",
            "activation",
            "params",
            "macs",
            "flops",
            "bytes",
            "theoretical_speedup",
            "naswot",
            "same_as",
            "note");
    assertThat(table.column("parameter_MACs").cells())
        .containsExactly(new Cell.Missing(), new Cell.Count(1));
    assertThat(table.column("width").cells())
        .containsExactly(new Cell.Missing(), new Cell.Real(0.25));
    assertThat(table.column("activation").cells())
        .containsExactly(new Cell.Missing(), new Cell.Text("relu"));
    assertThat(table.column("naswot").cells())
        .containsExactly(new Cell.Missing(), new Cell.Real(1e61));
  }

  private static Row row(String design, Map<String, String> values, Map<String, Double> proxies) {
    return new Row(design, values, 1, 2, 4, 8, 1.0, Map.of(), proxies, "", "", "");
  }
}
