package convspectrum.search.proxy;

import convspectrum.search.proxy.input.ActivationCodes;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.numeric.Determinant;
import convspectrum.spec.graph.ActivationFunction;
import java.util.Set;

/** How much images differ in which of the network's ReLUs they activate. */
final class NasWot implements AccuracyProxy {
  private final Set<ActivationFunction> functions;

  private NasWot(Set<ActivationFunction> functions) {
    this.functions = functions;
  }

  /** The score over ReLU and ReLU6, as published. */
  static NasWot ofRectifiers() {
    return new NasWot(ActivationCodes.RECTIFIERS);
  }

  /** The score over the inputs of SiLU, GELU and hard swish too. */
  static NasWot ofActivations() {
    return new NasWot(ActivationCodes.ACTIVATIONS);
  }

  @Override
  public String name() {
    return functions.equals(ActivationCodes.RECTIFIERS) ? "naswot" : "naswot_act";
  }

  @Override
  public String formula() {
    return "ln |det K|, K the number of activations that each two images switch alike";
  }

  @Override
  public String source() {
    return "Mellor et al., Neural Architecture Search without Training, ICML 2021, arXiv 2006.04647";
  }

  @Override
  public Score score(ScoringRun run) {
    ActivationCodes codes = ActivationCodes.of(run, functions, false);
    if (codes.isEmpty()) {
      return new Score.Undefined("the network has no ReLU");
    }
    double score = Determinant.logAbsolute(codes.agreements(), run.inputs().first().size());
    return score == Double.NEGATIVE_INFINITY
        ? new Score.Undefined("its ReLUs do not tell the images apart: the determinant is 0")
        : Score.of(score);
  }

  /** The kernel K, row-major; empty where the network has none of the activations. */
  double[] kernel(ScoringRun run) {
    ActivationCodes codes = ActivationCodes.of(run, functions, false);
    return codes.isEmpty() ? new double[0] : codes.agreements();
  }
}
