package convspectrum.gradients.training;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;

/**
 * Weights to start a training from: those of convolutions and linear layers He-normal by the seed,
 * N(0, 2 / fan-in), norms the identity, biases 0, layer scales as their network starts them.
 *
 * @param seed equal seeds give equal weights
 * @param own stored constants of the network, which are not drawn
 */
public record StartWeights(long seed, Weights own) implements Weights {
  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    return switch (slot.role()) {
      case ParameterSlot.BIAS, ParameterSlot.RUNNING_MEAN -> Tensor.zeros(slot.shape());
      case ParameterSlot.RUNNING_VAR -> ones(slot);
      case ParameterSlot.VALUE -> own.get(node, slot);
      default ->
          switch (node.op()) {
            case Op.BatchNorm _, Op.LayerNorm _ -> ones(slot);
            default -> new SeededWeights(seed).get(node, slot);
          };
    };
  }

  private static Tensor ones(ParameterSlot slot) {
    Tensor tensor = Tensor.zeros(slot.shape());
    Arrays.fill(tensor.data(), 1);
    return tensor;
  }
}
