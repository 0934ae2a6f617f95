package convspectrum.reports.validate;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Pages;
import convspectrum.reports.explore.Studies;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.validate.Validation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingTableTest {
  private final Designs designs = Studies.designs(Studies.SPEC);

  /**
   * Two segments are faster, with fewer MACs, than both others; eight have the fewest, and are
   * slow.
   */
  private final Validation validation =
      Validation.of(
          designs,
          Studies.latencies(
              Studies.run(
                  designs,
                  Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.5, "segments=8", 8.0))),
          List.of(),
          Pages.LIMITS,
          7);

  @Test
  void whatIsFoundOfManyDesignsIsOneRow() {
    ResultTable grouped = FindingTable.grouped(validation);
    assertThat(grouped.column("finding").cells())
        .extracting(Cell::text)
        .containsExactly(
            "segments=2 is the smallest segments that beats the baseline",
            "segments=8 is slower than segments=2, with fewer MACs",
            "2 designs are dominated by segments=2: slower, with more MACs");
    assertThat(grouped.column("designs").cells().getLast().text()).isEqualTo("plain; regular");
    assertThat(grouped.column("time_ratio").cells().getLast().text()).isEqualTo("1.60 to 2.00");
  }

  @Test
  void programsStillGetARowForEach() {
    assertThat(FindingTable.of(validation).rowCount()).isEqualTo(4);
  }
}
