package convspectrum.search.proxy;

import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.numeric.SymmetricEigenvalues;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How evenly well a few weights of each layer can be estimated from the outputs. */
final class Vkdnw implements AccuracyProxy {
  /**
   * Backward passes for each image. With more classes than this, the sum over them is one over so
   * many, taken evenly by their probabilities: a thousand passes an image would take minutes.
   */
  private static final int PASSES = 10;

  private static final int DECILES = 9;

  /** The fraction of the golden ratio: its multiples are spread evenly, whatever their number. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** The first value of a tensor that is trained. */
  private record Weight(Node node, ParameterSlot slot) {}

  @Override
  public String name() {
    return "vkdnw";
  }

  @Override
  public String formula() {
    return "−Σ q ln q, q the deciles of the eigenvalues of F, divided by their sum; F = mean over images of"
        + " Jᵀ (diag p − p pᵀ) J, J = ∂logits/∂(first value of each trained tensor)";
  }

  @Override
  public String source() {
    return "Týbl and Neumann, VKDNW, CVPR 2025, arXiv 2502.04975";
  }

  /** It takes up to eleven passes for each image, all over single images. */
  @Override
  public boolean onlyByName() {
    return true;
  }

  @Override
  public Score score(ScoringRun run) {
    run.requireLayers();
    BatchProgram program = run.program(1);
    List<Weight> weights = weights(program.graph());
    int size = weights.size();
    double[] fisher = new double[size * size];
    ProxyBatch batch = run.inputs().first();
    RunMode mode = RunMode.toWeights(run.statistics());
    for (int n = 0; n < batch.size(); n++) {
      ProxyBatch image = batch.part(n, 1);
      double[] logits = program.forward(image.images(), mode, Observer.NONE);
      if (logits.length == 1) {
        return new Score.Undefined(
            "the network has one output, whose probability is 1 whatever the weights");
      }
      List<double[]> directions = directions(probabilities(logits), n);
      for (int k = 0; k < directions.size(); k++) {
        boolean last = k == directions.size() - 1;
        Node output = program.graph().outputs().getFirst();
        program.backward(output, directions.get(k), Set.of(), last, Observer.NONE);
        double[] gradients = first(program, weights);
        for (double gradient : gradients) {
          if (!Double.isFinite(gradient)) {
            throw run.overflow(image);
          }
        }
        addSquare(gradients, batch.size(), fisher);
      }
    }
    return entropy(SymmetricEigenvalues.of(fisher, size));
  }

  private static List<Weight> weights(Graph graph) {
    List<Weight> weights = new ArrayList<>();
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        if (slot.trainable()) {
          weights.add(new Weight(node, slot));
        }
      }
    }
    return weights;
  }

  private static double[] first(BatchProgram program, List<Weight> weights) {
    return weights.stream()
        .mapToDouble(weight -> program.firstGradient(weight.node(), weight.slot()))
        .toArray();
  }

  /** Adds g gᵀ / {@code samples} to the lower triangle. */
  private static void addSquare(double[] g, int samples, double[] sum) {
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j <= i; j++) {
        sum[i * g.length + j] += g[i] * g[j] / samples;
      }
    }
  }

  private static double[] probabilities(double[] logits) {
    double[] p = new double[logits.length];
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(logits[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /**
   * Vectors whose products d dᵀ add up to diag p − p pᵀ: √p_c (e_c − p) for each class c, or an
   * even choice of classes by their probabilities.
   */
  static List<double[]> directions(double[] p, int image) {
    List<double[]> directions = new ArrayList<>();
    if (p.length <= PASSES) {
      for (int c = 0; c < p.length; c++) {
        directions.add(direction(p, c, Math.sqrt(p[c])));
      }
      return directions;
    }
    double start = (image + 1) * GOLDEN % 1;
    int c = 0;
    double upTo = p[0];
    for (int k = 0; k < PASSES; k++) {
      while (upTo < (k + start) / PASSES && c < p.length - 1) {
        c++;
        upTo += p[c];
      }
      directions.add(direction(p, c, Math.sqrt(1.0 / PASSES)));
    }
    return directions;
  }

  private static double[] direction(double[] p, int c, double factor) {
    double[] direction = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      direction[i] = factor * ((i == c ? 1 : 0) - p[i]);
    }
    return direction;
  }

  /** The entropy of the deciles .1 to .9, between which values are interpolated linearly. */
  private static Score entropy(double[] ascending) {
    double[] deciles = new double[DECILES];
    double sum = 0;
    for (int k = 0; k < DECILES; k++) {
      double place = (k + 1) / 10.0 * (ascending.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, ascending.length - 1);
      double value = ascending[below] + (place - below) * (ascending[above] - ascending[below]);
      // Rounding leaves eigenvalues that are 0 a little below it.
      deciles[k] = Math.max(value, 0);
      sum += deciles[k];
    }
    if (sum == 0) {
      return new Score.Undefined("the outputs depend on too few of the weights for a spectrum");
    }
    double entropy = 0;
    for (double decile : deciles) {
      double share = decile / sum;
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return Score.of(entropy);
  }
}
