package convspectrum.search.predict.check;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * Features of a network by the kinds of its ops: how many there are, the sums of their input and
 * output channels, output values, parameters and MACs. A kind is the op with kernel and stride, but
 * without groups.
 */
final class BlindFeatures {
  private BlindFeatures() {}

  /** Feature to value, in the order of names. */
  static Map<String, Double> of(Graph graph) {
    Map<String, Double> features = new TreeMap<>();
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof Op.Input)) {
        double params =
            node.parameters().stream()
                .mapToLong((ParameterSlot slot) -> slot.shape().elements())
                .sum();
        double macs = MultiplyAccumulates.of(node);
        String kind = kind(node.op());
        add(features, kind, " count", 1);
        add(
            features,
            kind,
            " in",
            node.inputs().isEmpty() ? 0 : channels(node.inputs().getFirst()));
        add(features, kind, " out", channels(node));
        add(features, kind, " values", node.shape().elements());
        add(features, kind, " params", params);
        add(features, kind, " macs", macs);
        add(features, "all", " params", params);
        add(features, "all", " macs", macs);
        add(features, "all", " values", node.shape().elements());
      }
    }
    return features;
  }

  private static void add(Map<String, Double> features, String kind, String feature, double value) {
    features.merge(kind + feature, value, Double::sum);
  }

  private static String kind(Op op) {
    return op instanceof Op.Conv conv
        ? "Conv %dx%d/%dx%d"
            .formatted(
                conv.window().kernelHeight(),
                conv.window().kernelWidth(),
                conv.window().strideHeight(),
                conv.window().strideWidth())
        : op.typeName();
  }

  private static double channels(Node node) {
    Shape shape = node.shape();
    return shape.rank() < 2 ? 1 : shape.dim(1);
  }
}
