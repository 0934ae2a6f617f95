package convspectrum.search.proxy.input;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.numeric.Gram;
import convspectrum.search.proxy.numeric.SymmetricEigenvalues;
import convspectrum.spec.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How evenly the features of each block spread over their principal directions. */
public final class BlockFeatures {
  private BlockFeatures() {}

  /** The entropy of each block's output: −Σ p ln p over the shares of the eigenvalues. */
  public static List<Double> entropies(ScoringRun run) {
    List<Node> blocks = run.inputs().blocks().apply(run.graph());
    Set<Node> watched = new HashSet<>(blocks);
    Map<Node, Double> entropies = new HashMap<>();
    Observer observer =
        new Observer() {
          @Override
          public void value(Node node, Values value) {
            if (watched.contains(node)) {
              if (!value.isFinite()) {
                throw new UndefinedScoreException(
                    "the values of %s (%s) overflow".formatted(node.name(), node.op().typeName()));
              }
              entropies.put(node, entropy(value));
            }
          }
        };
    run.program()
        .forward(run.inputs().first().images(), RunMode.forward(Statistics.BATCH), observer);
    // A block that returns its input unchanged ends in the last node of the block before it.
    return blocks.stream()
        .map(block -> Objects.requireNonNull(entropies.get(block), block::name))
        .toList();
  }

  private static double entropy(Values value) {
    int channels = value.shape().channels();
    double[] x = value.byChannel();
    Gram.centreColumns(x, channels);
    double[] covariance = Gram.ofColumns(x, channels);
    double[] eigenvalues = SymmetricEigenvalues.of(covariance, channels);
    double sum = 0;
    for (double v : eigenvalues) {
      sum += Math.max(v, 0);
    }
    double entropy = 0;
    for (double v : eigenvalues) {
      if (v > 0) {
        entropy -= v / sum * Math.log(v / sum);
      }
    }
    return entropy;
  }
}
