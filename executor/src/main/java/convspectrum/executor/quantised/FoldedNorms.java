package convspectrum.executor.quantised;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_MEAN;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_VAR;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.costmodel.BatchNormFolding;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network whose batch norms are folded into the layers before them, with the weights that this
 * gives: γW/σ and γ(b − μ)/σ + β, computed in double precision (Jacob et al., arXiv 1712.05877,
 * section 3.2).
 *
 * @param graph the folded graph; nodes keep their names
 * @param weights its weights; they are computed when they are read
 */
record FoldedNorms(Graph graph, Weights weights) {
  static FoldedNorms of(Graph graph, Weights weights) {
    Graph folded = BatchNormFolding.fold(graph);
    Map<String, Node> originals = new HashMap<>();
    graph.nodes().forEach(node -> originals.put(node.name(), node));
    Map<String, Node> norms = new HashMap<>();
    folded.nodes().forEach(node -> originals.remove(node.name()));
    originals.values().forEach(norm -> norms.put(norm.inputs().getFirst().name(), norm));
    graph.nodes().forEach(node -> originals.put(node.name(), node));
    return new FoldedNorms(
        folded,
        (node, slot) -> {
          Node original = originals.get(node.name());
          Node norm = norms.get(node.name());
          if (original == null) {
            throw new IllegalArgumentException(node + " is no node of " + graph.name());
          }
          return norm == null
              ? weights.get(original, slot)
              : folded(slot, new Norm(norm, weights), original, weights);
        });
  }

  private static Tensor folded(ParameterSlot slot, Norm norm, Node layer, Weights weights) {
    float[] result = new float[Tensor.requireArraySize(slot.shape())];
    if (slot.role().equals(BIAS)) {
      boolean biased =
          layer.parameters().stream().anyMatch(own -> own.role().equals(ParameterSlot.BIAS));
      float @Nullable [] bias = biased ? weights.get(layer, BIAS).data() : null;
      for (int k = 0; k < result.length; k++) {
        result[k] = (float) norm.shifted(k, bias == null ? 0 : bias[k]);
      }
    } else {
      float[] own = weights.get(layer, WEIGHT).data();
      int row = own.length / slot.shape().dim(0);
      for (int i = 0; i < own.length; i++) {
        result[i] = (float) (own[i] * norm.factor(i / row));
      }
    }
    return Tensor.of(slot.shape(), result);
  }

  /** The factor and the shift of each channel of a batch norm. */
  private record Norm(
      double epsilon,
      float @Nullable [] gamma,
      float @Nullable [] beta,
      float[] mean,
      float[] variance) {
    Norm(Node node, Weights weights) {
      Op.BatchNorm norm = (Op.BatchNorm) node.op();
      this(
          norm.epsilon(),
          norm.scale() ? weights.get(node, WEIGHT).data() : null,
          norm.shift() ? weights.get(node, BIAS).data() : null,
          weights.get(node, RUNNING_MEAN).data(),
          weights.get(node, RUNNING_VAR).data());
    }

    double factor(int k) {
      return (gamma == null ? 1 : gamma[k]) / Math.sqrt(variance[k] + epsilon);
    }

    double shifted(int k, double bias) {
      return (bias - mean[k]) * factor(k) + (beta == null ? 0 : beta[k]);
    }
  }
}
