package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The block that this tool is about, against figures counted by PyTorch modules. */
class SpectrumTest {
  @Test
  void aSampleOfTheSpectrum() throws IOException {
    List<Csv.Row> rows = Csv.resource("spectrum.csv");
    Set<String> orders = new HashSet<>();
    rows.forEach(row -> orders.add(row.text("order") + row.text("kernel") + row.text("stride")));
    assertThat(orders).as("orders × kernels × strides").hasSize(18);
    assertThat(check(rows)).isEqualTo(60);
  }

  @Test
  void theWholeSpectrum() throws IOException {
    Optional<List<Csv.Row>> rows = Csv.shared("golden/spectrum.csv");
    assumeTrue(rows.isPresent(), "golden/spectrum.csv is not here; set CONVSPECTRUM_SHARED");
    assertThat(check(rows.get())).isEqualTo(1564);
  }

  @Test
  void depthwiseIsEightAndAnEighthTimesCheaper() {
    long regular = macs("regular_only", 1);
    long separable = macs("pw_first", 728);
    assertThat(regular).isEqualTo(1_721_918_016L);
    assertThat(separable).isEqualTo(191_324_224L + 2_365_272L);
    assertThat((double) regular / separable).isBetween(8.885, 8.895);
  }

  private static long macs(String order, int segments) {
    Map<String, String> middleFlow =
        Map.of("c_in", "728", "c_out", "728", "in_h", "19", "in_w", "19", "kernel", "3");
    Map<String, String> cells = new HashMap<>(middleFlow);
    cells.putAll(Map.of("order", order, "stride", "1", "segments", String.valueOf(segments)));
    return Totals.of(block(new Csv.Row(cells))).macs();
  }

  private static int check(List<Csv.Row> rows) {
    int checked = 0;
    for (Csv.Row row : rows) {
      NetworkCost cost = NetworkCost.of(block(row), CostOptions.DEFAULT);
      assertThat(part(cost, "spatial")).as("%s", row).isEqualTo(golden(row, "spatial"));
      assertThat(part(cost, "pw")).as("%s", row).isEqualTo(golden(row, "pw"));
      Totals totals = Totals.of(cost.graph());
      assertThat(totals).as("%s", row).isEqualTo(golden(row, "total"));
      assertThat(cost.total().params()).isEqualTo(totals.params());
      assertThat(cost.total().macs()).isEqualTo(totals.macs());
      assertThat(cost.graph().outputs().getFirst().shape().height()).isEqualTo(row.number("out_h"));
      checked++;
    }
    return checked;
  }

  private static Totals part(NetworkCost network, String name) {
    return network.nodes().stream()
        .filter(node -> node.node().name().equals(name))
        .map(node -> new Totals(node.cost().params(), node.cost().macs()))
        .findFirst()
        .orElse(new Totals(0, 0));
  }

  private static Totals golden(Csv.Row row, String part) {
    return new Totals(row.count("params_" + part), row.count("macs_" + part));
  }

  private static Graph block(Csv.Row row) {
    int in = row.number("c_in");
    int out = row.number("c_out");
    int segments = row.number("segments");
    Window spatial = Networks.window(row.number("kernel"), row.number("stride"));
    Window pointwise = Window.same(1);
    GraphBuilder builder = new GraphBuilder(row.text("order"));
    Node x = builder.input("input", Shape.of(1, in, row.number("in_h"), row.number("in_w")));
    return switch (row.text("order")) {
      case "regular_only" ->
          builder.build(builder.add("spatial", new Op.Conv(out, spatial, segments, false), x));
      case "pw_first" -> {
        Node first = builder.add("pw", new Op.Conv(out, pointwise, 1, false), x);
        yield builder.build(
            builder.add("spatial", new Op.Conv(out, spatial, segments, false), first));
      }
      case "spatial_first" -> {
        Node first = builder.add("spatial", new Op.Conv(in, spatial, segments, false), x);
        yield builder.build(builder.add("pw", new Op.Conv(out, pointwise, 1, false), first));
      }
      case String order -> throw new IllegalArgumentException("order " + order);
    };
  }
}
