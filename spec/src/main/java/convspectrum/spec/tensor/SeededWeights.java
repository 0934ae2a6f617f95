package convspectrum.spec.tensor;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random weights for any graph, made when asked. They depend on the seed, the node's position and
 * the slot's role alone: not on names, nor on the order or thread in which they are asked for, so
 * every runtime and every export gets the same.
 *
 * <p>Convolutions and linear layers are He-normal, N(0, 2 / fan-in) (He et al. 2015). Batch norms
 * hold statistics that fit what reaches them ({@link ExpectedMoments}), so that values neither
 * vanish nor explode in a deep network.
 *
 * @param seed equal seeds give equal weights
 */
public record SeededWeights(long seed) implements Weights {
  /** Standard deviation of biases and of β; of running means, relative to that of their channel. */
  static final double SMALL = 0.1;

  /** The spread of γ, which is uniform in 1 ± this. */
  static final double GAMMA_SPREAD = 0.5;

  /** The running variance is uniform in its estimate times 1 ± this. */
  static final double VARIANCE_SPREAD = 0.25;

  /** The least variance of a channel, since no channel is taken as constant. */
  private static final double MIN_VARIANCE = 1e-6;

  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    int count = Tensor.requireArraySize(slot.shape());
    RandomGenerator random = RandomStream.of(seed, node.index(), position(node, slot));
    return Tensor.of(slot.shape(), values(node, slot, count, random));
  }

  private static float[] values(Node node, ParameterSlot slot, int count, RandomGenerator random) {
    return switch (slot.role()) {
      case ParameterSlot.BIAS -> RandomStream.normal(random, count, 0, SMALL);
      case ParameterSlot.RUNNING_MEAN -> {
        Moments input = ExpectedMoments.of(node.inputs().getFirst());
        yield RandomStream.normal(random, count, input.mean(), SMALL * Math.sqrt(input.variance()));
      }
      case ParameterSlot.RUNNING_VAR -> {
        double variance =
            Math.max(ExpectedMoments.of(node.inputs().getFirst()).variance(), MIN_VARIANCE);
        yield RandomStream.uniform(
            random, count, variance * (1 - VARIANCE_SPREAD), variance * (1 + VARIANCE_SPREAD));
      }
      case ParameterSlot.VALUE -> RandomStream.normal(random, count, 0, 1);
      case ParameterSlot.WEIGHT -> weight(node, slot, count, random);
      default -> {
        if (!(node.op() instanceof Op.Composite composite)) {
          throw new IllegalArgumentException(node + " stores an unknown " + slot.role());
        }
        yield RandomStream.normal(random, count, 0, Math.sqrt(2 / composite.fanIn(slot)));
      }
    };
  }

  private static float[] weight(Node node, ParameterSlot slot, int count, RandomGenerator random) {
    return switch (node.op()) {
      case Op.ChannelScale scale -> {
        float[] values = new float[count];
        Arrays.fill(values, (float) scale.init());
        yield values;
      }
      case Op.BatchNorm _, Op.LayerNorm _ ->
          RandomStream.uniform(random, count, 1 - GAMMA_SPREAD, 1 + GAMMA_SPREAD);
      default -> {
        double fanIn =
            node.op() instanceof Op.Composite composite
                ? composite.fanIn(slot)
                : slot.shape().elements() / (double) slot.shape().dim(0);
        yield RandomStream.normal(random, count, 0, Math.sqrt(2 / fanIn));
      }
    };
  }

  /**
   * The stream depends on the role, not on the index, so that adding a bias leaves the other values
   * as they are.
   */
  private static int position(Node node, ParameterSlot slot) {
    return switch (slot.role()) {
      case ParameterSlot.WEIGHT -> 0;
      case ParameterSlot.BIAS -> 1;
      case ParameterSlot.RUNNING_MEAN -> 2;
      case ParameterSlot.RUNNING_VAR -> 3;
      case ParameterSlot.VALUE -> 4;
      default -> 5 + node.parameters().indexOf(slot);
    };
  }
}
