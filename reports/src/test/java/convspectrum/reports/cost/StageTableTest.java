package convspectrum.reports.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.spec.file.CsvFile;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StageTableTest {
  /** Stem 3→4 at half, squeeze-excite there, {@code groups} at a quarter, and a classifier. */
  private static Graph network(int groups) {
    GraphBuilder builder = new GraphBuilder("net");
    Node x = builder.input("x", Shape.of(1, 3, 16, 16));
    x = builder.add("stem", new Op.Conv(4, Window.square(3, 2, 1), 1, false), x);
    Node gate = builder.add("squeeze", new Op.GlobalPool(PoolKind.AVERAGE), x);
    gate = builder.add("reduce", new Op.Conv(2, Window.same(1), 1, false), gate);
    gate = builder.add("expand", new Op.Conv(4, Window.same(1), 1, false), gate);
    gate = builder.add("gate", Op.Activation.of(ActivationFunction.SIGMOID), gate);
    x = builder.add("excite", new Op.Multiply(), x, gate);
    x = builder.add("down", new Op.Conv(8, Window.square(3, 2, 1), groups, false), x);
    x = builder.add("nhwc", new Op.Transpose(List.of(0, 2, 3, 1)), x);
    x = builder.add("mix", new Op.Linear(8, false), x);
    x = builder.add("nchw", new Op.Transpose(List.of(0, 3, 1, 2)), x);
    x = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    x = builder.add("flat", new Op.Reshape(Shape.of(1, 8)), x);
    return builder.build(builder.add("fc", new Op.Linear(10, true), x));
  }

  private static NetworkCost cost(Graph graph) {
    return NetworkCost.of(graph, CostOptions.DEFAULT);
  }

  @Test
  void stagesStandSideBySideWithDifferencesToTheFirst() {
    ResultTable table =
        StageTable.of(List.of("regular", "grouped"), List.of(cost(network(1)), cost(network(4))));
    // Half: 108·64 of the stem and 16 of the gate. A quarter: 4·8·9 or a fourth, and 64, at 16
    // pixels. Head: 80 and 10 biases.
    assertThat(columns(table, "params", "params_difference", "macs", "macs_difference"))
        .containsExactly(
            "1/2,regular,8x8,3,124,–,6928,–",
            "1/2,grouped,8x8,3,124,0,6928,0",
            "1/4,regular,4x4,2,352,–,5632,–",
            "1/4,grouped,4x4,2,136,-216,2176,-3456",
            "head,regular,–,1,90,–,80,–",
            "head,grouped,–,1,90,0,80,0",
            "total,regular,–,6,566,–,12640,–",
            "total,grouped,–,6,350,-216,9184,-3456");
    assertThat(table.column("macs_ratio").cell(2)).isEqualTo(new Cell.Real(1));
    assertThat(table.column("macs_ratio").cell(3)).isEqualTo(new Cell.Real(2176 / 5632.0));
    assertThat(table.column("macs_share").cell(3)).isEqualTo(new Cell.Real(2176 / 9184.0));
    assertThat(table.notes().facts())
        .anyMatch(fact -> fact.key().equals("relative_to") && fact.value().equals("regular"));
  }

  @Test
  void stagesAreAlignedByDownsamplingAndMayBeMissing() {
    GraphBuilder builder = new GraphBuilder("valid");
    Node x = builder.input("x", Shape.of(1, 3, 299, 299));
    x = builder.add("a", new Op.Conv(2, Window.square(3, 2, 0), 1, false), x);
    x = builder.add("b", new Op.Conv(2, Window.square(3, 1, 0), 1, false), x);
    NetworkCost valid = cost(builder.build(x));
    ResultTable table = StageTable.of(List.of("net", "valid"), List.of(cost(network(1)), valid));
    assertThat(columns(table, "params", "params_difference", "macs", "macs_difference"))
        .contains("1/4,valid,–,0,0,-352,0,-5632", "head,valid,–,0,0,-90,0,-80")
        .anyMatch(row -> row.startsWith("1/2,valid,149x149, 147x147,2,90,-34,"));
    // What the first network has not is no multiple of it.
    ResultTable other = StageTable.of(List.of("valid", "net"), List.of(valid, cost(network(1))));
    assertThat(columns(other, "params_difference", "params_ratio"))
        .contains("1/4,net,4x4,2,352,–", "head,net,–,1,90,–");
  }

  /** Stage, model, size and layers, then these, by commas. */
  private static List<String> columns(ResultTable table, String... names) {
    List<String> all = new ArrayList<>(List.of("stage", "model", "size", "layers"));
    all.addAll(List.of(names));
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      List<Cell> cells = new ArrayList<>();
      for (String name : all) {
        cells.add(table.column(name).cell(row));
      }
      rows.add(String.join(",", new Notation.Plain().format(cells, "")));
    }
    return rows;
  }

  @Test
  void anUpsampledMapIsAStageOfItsOwnAndAMatrixHasOnlyAHead() {
    GraphBuilder large = new GraphBuilder("large");
    Node x = large.input("x", Shape.of(1, 2, 4, 4));
    x = large.add("up", new Op.Resize(16, 16, convspectrum.spec.graph.Interpolation.NEAREST), x);
    NetworkCost up = cost(large.build(large.add("c", new Op.Conv(1, Window.same(1), 1, false), x)));
    GraphBuilder flat = new GraphBuilder("flat");
    Node v = flat.input("x", Shape.of(1, 8));
    NetworkCost line = cost(flat.build(flat.add("fc", new Op.Linear(2, false), v)));
    ResultTable table = StageTable.of(List.of("up", "line"), List.of(up, line));
    byte[] csv = new CsvTable().render(table).getBytes(StandardCharsets.UTF_8);
    assertThat(CsvFile.of(Path.of("stages.csv"), csv).rows())
        .extracting(List::getFirst)
        .containsExactly("4/1", "4/1", "head", "head", "total", "total");
  }

  @Test
  void oneNetworkHasNoDifferences() {
    ResultTable table = StageTable.of(List.of("net"), List.of(cost(network(1))));
    assertThat(table.has("macs_difference")).isFalse();
    assertThatThrownBy(() -> StageTable.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 labels for 0 networks");
  }
}
