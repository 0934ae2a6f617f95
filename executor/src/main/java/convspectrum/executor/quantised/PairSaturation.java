package convspectrum.executor.quantised;

import convspectrum.executor.reference.IntegerProgram;
import convspectrum.executor.reference.IntegerSums;
import convspectrum.executor.reference.SaturatingSums;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How many sums of two products of a layer saturate where a CPU adds them in 16 bits, on some
 * inputs, and what that does to the layer's result.
 *
 * @param layer the name of the layer
 * @param pairs how many sums of two products it has, by the pairing of {@link SaturatingSums}
 * @param saturated how many of them are beyond 16 bits
 * @param decibels 10 · log₁₀(Σ y² / Σ (y − y')²), where y is the result of exact sums and y' that
 *     of saturated ones, of the same input; infinite where none saturates
 */
public record PairSaturation(String layer, long pairs, long saturated, double decibels) {
  /**
   * Counts in each layer that may saturate.
   *
   * @param inputs of the network, as real numbers
   */
  public static List<PairSaturation> of(QuantisedGraph network, List<Tensor> inputs) {
    List<PairSaturation> all = new ArrayList<>();
    try (Program program =
        IntegerProgram.watched(
            network,
            (node, x) ->
                network
                    .layer(node)
                    .filter(layer -> layer.channelsThatMaySaturate() > 0)
                    .ifPresent(layer ->
                        all.add(of(node, layer, x, inputScale(network, node).zeroPoint()))))) {
      program.run(inputs, Signature.of(network.graph()).newOutputs());
    }
    return all;
  }

  private static ValueScale inputScale(QuantisedGraph network, Node node) {
    return network.scale(node.inputs().getFirst()).orElseThrow();
  }

  /** Counts in one layer; {@code x} are the integers of its input less the zero point. */
  static PairSaturation of(Node node, LayerIntegers layer, int[] x, int zeroPoint) {
    SaturatingSums found = SaturatingSums.of(node, layer, x, zeroPoint);
    int[] exact = IntegerSums.of(node, layer, x);
    int channels = layer.scales().length;
    int run = node.op() instanceof Op.Conv ? node.shape().height() * node.shape().width() : 1;
    double power = 0;
    double noise = 0;
    for (int i = 0; i < exact.length; i++) {
      double step = layer.scales()[i / run % channels];
      power += Math.pow(step * exact[i], 2);
      noise += Math.pow(step * ((double) exact[i] - found.sums()[i]), 2);
    }
    double decibels = noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(power / noise);
    return new PairSaturation(node.name(), found.pairs(), found.saturated(), decibels);
  }
}
