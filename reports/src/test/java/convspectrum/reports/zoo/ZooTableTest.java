package convspectrum.reports.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ZooTableTest {
  @Test
  void aRowPerNetwork() {
    ResultTable table = ZooTable.of();
    assertThat(table.rowCount()).isEqualTo(20);
    assertThat(new CsvTable().render(table).lines())
        .contains(
            "network,design,input,params,params_published,params_agree,macs,macs_published,"
                + "macs_agree,top1,source,note",
            "resnet-50,,1x3x224x224,25557032,25557032,yes,4089184256,4.089 G,yes,76.13,"
                + "torchvision IMAGENET1K_V1,");
  }

  @Test
  void allPublishedDesignsOfANetwork() {
    ResultTable table = ZooTable.of("mobilenet-v1");
    assertThat(table.rowCount()).isEqualTo(7);
    assertThat(new CsvTable().render(table).lines())
        .anyMatch(line ->
            line.startsWith(
                "mobilenet-v1,\"width=1.0, resolution=160\",1x3x160x160,4231976,4.2 M,yes,"
                    + "290675200,290 M,cut off,67.2,"));
    assertThatThrownBy(() -> ZooTable.of("mobilnet-v1"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("did you mean 'mobilenet-v1'?");
  }

  /** An unexplained difference would be a fault of the zoo. */
  @Test
  void whatDiffersHasANote() {
    int differing = 0;
    for (String name : Zoo.names()) {
      ResultTable table = ZooTable.of(name);
      for (int i = 0; i < table.rowCount(); i++) {
        if (text(table, "params_agree", i).equals("no")
            || text(table, "macs_agree", i).equals("no")) {
          assertThat(text(table, "note", i)).as("%s, row %d", name, i).isNotEmpty();
          differing++;
        }
      }
    }
    assertThat(differing).isPositive();
  }

  static String text(ResultTable table, String column, int row) {
    return table.column(column).values().getString(row);
  }

  @Test
  void everyPrintedFigureIsMetOrItsErrorIsKnown() {
    List<String> unexplained = new ArrayList<>();
    int figures = 0;
    int met = 0;
    for (String paper : Zoo.papers()) {
      ResultTable table = PaperFigureTable.of(paper);
      for (int i = 0; i < table.rowCount(); i++) {
        String agree = text(table, "agree", i);
        figures++;
        met += agree.equals("no") ? 0 : 1;
        if (agree.equals("no") && text(table, "note", i).isEmpty()) {
          unexplained.add(
              paper
                  + ": "
                  + text(table, "row", i)
                  + ": "
                  + text(table, "printed", i)
                  + " but "
                  + text(table, "exact", i));
        }
      }
    }
    assertThat(unexplained).isEmpty();
    assertThat(figures).isEqualTo(194);
    assertThat(met).isEqualTo(155);
  }

  @Test
  void theTransposedDigitsOfMobileNets() {
    ResultTable table = PaperFigureTable.of("mobilenets");
    assertThat(new CsvTable().render(table).lines())
        .anyMatch(line ->
            line.startsWith("table 2,Conv 3x3,mobilenet-v1,,macs,1.19 %,10838016,0.01905617"))
        .anyMatch(line ->
            line.startsWith(
                "table 2,Fully connected,mobilenet-v1,,weights,24.33 %,1024000,0.24328"))
        .anyMatch(line ->
            line.startsWith(
                "table 4,Conv MobileNet,mobilenet-v1-full-conv,,macs,4866 M,4866269184,,yes,"));
  }
}
