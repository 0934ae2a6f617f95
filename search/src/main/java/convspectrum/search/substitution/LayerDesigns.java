package convspectrum.search.substitution;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Gaps;
import convspectrum.search.design.Network;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.SeededWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layers alone, as they are and with segments, to be counted and timed beside each other. Layers of
 * equal form (op and input shape) are one design.
 *
 * @param designs each form and what it could be; the baseline of a replacement is its form
 * @param rows what could be replaced, a row for each convolution and segment count
 */
public record LayerDesigns(Designs designs, List<Row> rows) {
  /**
   * A convolution and what could take its place.
   *
   * @param substitution which it is
   * @param before the convolution alone
   * @param after its replacement alone
   */
  public record Row(Substitution substitution, ComparedDesign before, ComparedDesign after) {
    /** Multiply-accumulates that the network would lose; negative where it would gain some. */
    public long macsSaved() {
      return before.cost().total().macs() - after.cost().total().macs();
    }

    /** Parameters that the network would lose; negative where it would gain some. */
    public long paramsSaved() {
      return before.cost().total().params() - after.cost().total().params();
    }
  }

  private record Form(Op op, Shape input) {}

  public LayerDesigns {
    rows = List.copyOf(rows);
  }

  /**
   * The designs of some replacements, at least one.
   *
   * @param name of the network
   */
  public static LayerDesigns of(String name, List<Substitution> substitutions) {
    List<Network> networks = new ArrayList<>();
    List<Integer> baselines = new ArrayList<>();
    Map<Form, Integer> forms = new LinkedHashMap<>();
    Map<List<Object>, Integer> places = new HashMap<>();
    List<int[]> pairs = new ArrayList<>();
    for (Substitution one : substitutions) {
      Form form = new Form(one.node().op(), one.node().inputShape());
      int before =
          forms.computeIfAbsent(
              form,
              _ -> {
                baselines.add(networks.size());
                networks.add(network(Substitution.before(words(one.node()), one.node())));
                return networks.size() - 1;
              });
      int after =
          places.computeIfAbsent(
              List.of(form, one.segments()),
              _ -> {
                baselines.add(before);
                String label = words(one.node()) + ", segments=" + one.segments();
                networks.add(network(one.alone(label)));
                return networks.size() - 1;
              });
      pairs.add(new int[] {before, after});
    }
    Designs counted = Designs.ofNetworks(networks, CostOptions.DEFAULT);
    List<ComparedDesign> designs = counted.rows();
    List<String> relativeTo = baselines.stream().map(place -> designs.get(place).label()).toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      int[] pair = pairs.get(i);
      rows.add(new Row(substitutions.get(i), designs.get(pair[0]), designs.get(pair[1])));
    }
    return new LayerDesigns(
        new Designs(name, List.of(), designs, "the convolution as it is", relativeTo), rows);
  }

  private static Network network(Graph graph) {
    return new Network(
        graph.name(),
        Optional.empty(),
        graph,
        SeededWeights::new,
        shape -> {
          throw new ShapeException(graph.name() + " is for inputs of one shape; found " + shape);
        },
        Gaps.NONE,
        List::of);
  }

  /** {@code conv 3x3 64→128 at 56x56}, {@code conv 3x3/2 64→128 at 56x56} with a stride. */
  public static String words(Node node) {
    Op.Conv conv = (Op.Conv) node.op();
    Shape input = node.inputShape();
    int stride = Math.max(conv.window().strideHeight(), conv.window().strideWidth());
    return "conv %dx%d%s %d→%d at %dx%d"
        .formatted(
            conv.window().kernelHeight(),
            conv.window().kernelWidth(),
            stride == 1 ? "" : "/" + stride,
            input.channels(),
            conv.outChannels(),
            input.height(),
            input.width());
  }
}
