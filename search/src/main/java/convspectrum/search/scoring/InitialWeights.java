package convspectrum.search.scoring;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The weights that a network is scored with: convolutions and linear layers random by the seed and
 * the node's place in the scored graph, norms as the identity (γ 1, β 0), biases 0, layer scale as
 * the network starts it.
 *
 * @param own the values of the other stored tensors
 * @param seed equal seeds give equal weights
 * @param standardNormal whether to draw from N(0, 1), as zen does; otherwise He-normal, N(0, 2 /
 *     fan-in) (He et al. 2015)
 * @param drawn values drawn already, by the node's place: drawing takes as long as a pass of one
 *     image, and every program of a network needs them
 */
record InitialWeights(Weights own, long seed, boolean standardNormal, Map<Integer, Tensor> drawn)
    implements Weights {
  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    return switch (slot.role()) {
      case ParameterSlot.WEIGHT -> weight(node, slot);
      case ParameterSlot.BIAS, ParameterSlot.RUNNING_MEAN -> Tensor.zeros(slot.shape());
      case ParameterSlot.RUNNING_VAR -> filled(slot, 1);
      default -> own.get(node, slot);
    };
  }

  private Tensor weight(Node node, ParameterSlot slot) {
    return switch (node.op()) {
      case Op.ChannelScale scale -> filled(slot, (float) scale.init());
      case Op.BatchNorm _, Op.LayerNorm _ -> filled(slot, 1);
      default -> drawn.computeIfAbsent(node.index(), place -> random(place, slot));
    };
  }

  private Tensor random(int place, ParameterSlot slot) {
    double fanIn = (double) slot.shape().elements() / slot.shape().dim(0);
    double deviation = standardNormal ? 1 : Math.sqrt(2 / fanIn);
    RandomGenerator random = new SplittableRandom(Seeds.of(seed, place));
    Tensor tensor = Tensor.zeros(slot.shape());
    float[] values = tensor.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return tensor;
  }

  private static Tensor filled(ParameterSlot slot, float value) {
    Tensor tensor = Tensor.zeros(slot.shape());
    Arrays.fill(tensor.data(), value);
    return tensor;
  }
}
