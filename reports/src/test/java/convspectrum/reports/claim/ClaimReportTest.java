package convspectrum.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimReportTest {
  private final ClaimReport report = ClaimReports.report();

  @Test
  void eachRuntimeHasAVerdictOnEachClaim() {
    assertThat(texts("claim")).containsExactly("twice", "slower", "equal", "hardly");
    assertThat(texts("onnxruntime_verdict"))
        .containsExactly("reproduced", "reproduced", "reproduced", "refuted");
    assertThat(texts("vector_verdict"))
        .containsExactly("reproduced", "undecided", "reproduced", "undecided");
    assertThat(texts("note").get(1)).isEqualTo("vector: c: vector cannot run <c>");
    assertThat(texts("note").getFirst()).isEmpty();
    assertThat(report.summary())
        .containsExactly(
            "onnxruntime: of 4 claims 3 reproduced, 1 refuted, 0 undecided.",
            "vector: of 4 claims 2 reproduced, 0 refuted, 2 undecided.",
            "onnxruntime: refuted hardly.",
            "vector: undecided slower, hardly.");
  }

  private List<String> texts(String column) {
    ResultTable table = report.claims();
    return table.column(column).cells().stream().map(Cell::text).toList();
  }

  /** The band is fixed beside the value, and each claim says where it is from. */
  @Test
  void filesHaveBandsValuesAndSources(@TempDir Path folder) throws IOException {
    assertThat(report.write(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("study.html", "study.csv", "study.md", "study.json");
    assertThat(Files.readString(folder.resolve("study.csv")))
        .startsWith(
            "claim,says,at_least,at_most,published_value,onnxruntime_value,onnxruntime_value_low,")
        .contains("hardly,MACs hardly tell the time,,0.5,0.06,1.0,1.0,1.0,1,refuted");
    assertThat(Files.readString(folder.resolve("study.md")))
        .contains("spearman('time', 'macs', 'all')", "a paper, table 1", "another machine");
    assertThat(Files.readString(folder.resolve("study.json")))
        .contains("\"partial\": false", "\"published_value\": 2.2");
    assertThat(Files.readString(folder.resolve("study.html")))
        .contains("b takes &lt;twice&gt; as long as a")
        .doesNotContain("<twice>")
        .contains("data-chart=\"ratios\"", "data-chart=\"correlations\"")
        .contains("Test CPU", "quick: budget 40.0 s");
  }
}
