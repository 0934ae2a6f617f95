package convspectrum.reports.cost;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.DataType;
import convspectrum.costmodel.Grouping;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Gaps;
import convspectrum.search.design.Network;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConventionTableTest {
  /** A depthwise 3×3 with batch norm: 9 MACs an output, and what each tool adds for the norm. */
  private static Graph depthwise() {
    GraphBuilder builder = new GraphBuilder("depthwise");
    Node x = builder.input("x", Shape.of(1, 8, 10, 10));
    x = builder.add("conv", new Op.Conv(8, Window.same(3), 8, false), x);
    return builder.build(builder.add("norm", new Op.BatchNorm(1e-5, true, true), x));
  }

  @Test
  void batchNormOfADepthwiseConvolutionMakesTheKnownShares() {
    ResultTable table = counted(depthwise(), false).conventions();
    assertThat(table.name()).isEqualTo("conventions");
    assertThat(texts(table, "convention"))
        .containsExactly(
            "paper",
            "fvcore",
            "ptflops",
            "ptflops-aten",
            "thop",
            "torch",
            "deepspeed",
            "keras",
            "onnx-tool",
            "live");
    // 800 outputs · 9; BN 2, 2, 0, 4, 0, 2, 0 and 31 an output; none of live.
    assertThat(table.column("operations").cells())
        .containsExactlyElementsOf(
            counts(7_200, 8_800, 8_800, 7_200, 10_400, 14_400, 16_000, 14_400, 32_000, 7_200));
    assertThat(table.column("difference").cells())
        .containsExactlyElementsOf(counts(0, 1_600, 1_600, 0, 3_200, 0, 1_600, 0, 24_800, 0));
    assertThat(real(table, "difference_share", 1)).isEqualTo(2 / 9.0);
    assertThat(real(table, "difference_share", 4)).isEqualTo(4 / 9.0);
    assertThat(real(table, "difference_share", 8)).isEqualTo(31 / 9.0);
    assertThat(texts(table, "because").get(8)).isEqualTo("batch-norm +24.8 k");
    assertThat(texts(table, "because").get(5)).isEmpty();
    // 72 weights and 16 of the norm; Keras counts its 16 running statistics too.
    assertThat(table.column("params").cells())
        .containsExactlyElementsOf(counts(88, 88, 88, 88, 88, 88, 88, 104, 88, 88));
  }

  private static ConventionTable counted(Graph graph, boolean fold) {
    Network network =
        new Network(
            graph.name(),
            Optional.empty(),
            graph,
            SeededWeights::new,
            _ -> {
              throw new AssertionError("nobody asks for another size");
            },
            Gaps.NONE,
            List::of);
    return new ConventionTable(network, fold, DataType.FLOAT32);
  }

  @Test
  void disagreementsAreOfLayersBlocksAndTheWholeToo() {
    ConventionTable table = counted(depthwise(), false);
    ResultTable layers = table.disagreements(Grouping.LAYER);
    assertThat(texts(layers, "name")).containsExactly("norm");
    assertThat(layers.column("thop").cells()).containsExactlyElementsOf(counts(3_200));
    assertThat(table.disagreements(Grouping.NETWORK).column("onnx_tool").cells())
        .containsExactlyElementsOf(counts(24_800));
    String json = table.json(Grouping.OP).json("1.2.3");
    assertThat(json)
        .contains("[1, 8, 10, 10]", "\"disagreements_by\": \"op\"")
        .contains("\"op\": \"batch-norm\", \"nodes\": 1, \"fvcore\": 1600,");
  }

  @Test
  void foldedThereIsABiasToDisagreeAbout() {
    ResultTable table = counted(depthwise(), true).disagreements(Grouping.OP);
    assertThat(texts(table, "op")).containsExactly("conv");
    assertThat(table.column("fvcore").cells()).containsExactlyElementsOf(counts(0));
    assertThat(table.column("ptflops").cells()).containsExactlyElementsOf(counts(800));
    assertThat(table.column("keras").cells()).containsExactlyElementsOf(counts(800));
  }

  @Test
  void everyOpThatSomeToolCountsOtherwiseHasARow() {
    GraphBuilder builder = new GraphBuilder("net");
    Node x = builder.input("x", Shape.of(1, 3, 8, 8));
    Node conv = builder.add("conv", new Op.Conv(4, Window.same(3), 1, true), x);
    Node relu = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), conv);
    Node sum = builder.add("sum", new Op.Add(), conv, relu);
    Node pool = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), sum);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(1, 4)), pool);
    Graph graph = builder.build(builder.add("fc", new Op.Linear(10, true), flat));
    ResultTable table = counted(graph, false).disagreements(Grouping.OP);
    assertThat(texts(table, "op"))
        .containsExactly("conv", "activation", "add", "global-pool", "linear");
    // 256 outputs of the convolution, 10 of the classifier.
    assertThat(table.column("ptflops").cells())
        .containsExactlyElementsOf(counts(256, 256, 256, 256, 10));
    assertThat(table.column("thop").cells()).containsExactlyElementsOf(counts(0, 0, 0, 260, 0));
    assertThat(table.column("torch").cells()).containsExactlyElementsOf(counts(0, 0, 0, 0, 0));
    assertThat(table.has("ptflops_aten")).isTrue();
    assertThat(table.has("paper")).isFalse();
    assertThat(texts(counted(graph, false).conventions(), "because").get(2))
        .isEqualTo("activation +256, add +256, conv +256, global-pool +256 and 1 more");
  }

  private static List<Cell> counts(long... values) {
    return java.util.Arrays.stream(values).<Cell>mapToObj(Cell.Count::new).toList();
  }

  private static double real(ResultTable table, String column, int row) {
    return ((Cell.Real) table.column(column).cell(row)).value();
  }

  private static List<String> texts(ResultTable table, String column) {
    return table.column(column).cells().stream()
        .map(cell -> cell instanceof Cell.Text(String text) ? text : "")
        .toList();
  }
}
