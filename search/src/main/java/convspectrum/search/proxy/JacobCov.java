package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.numeric.SymmetricEigenvalues;

/** How much images differ in how the outputs depend on their pixels. */
final class JacobCov implements AccuracyProxy {
  private static final double SMALL = 1e-5;

  @Override
  public String name() {
    return "jacob_cov";
  }

  @Override
  public String formula() {
    return "−Σ ln(v + k) + 1/(v + k), v the eigenvalues of the correlations of the images' Jacobians, k = 1e-5";
  }

  @Override
  public String source() {
    return "Mellor et al., Neural Architecture Search without Training, 2020, arXiv 2006.04647v1";
  }

  @Override
  public Score score(ScoringRun run) {
    double score = 0;
    for (double v :
        SymmetricEigenvalues.of(run.jacobianCorrelations(), run.inputs().first().size())) {
      score += score(v);
    }
    return Score.of(score);
  }

  /** The largest score of some images, that of Jacobians which do not correlate at all. */
  static double largest(int images) {
    return images * score(1);
  }

  private static double score(double eigenvalue) {
    return -Math.log(eigenvalue + SMALL) - 1 / (eigenvalue + SMALL);
  }

  @Override
  public Backward backward() {
    return Backward.INPUTS;
  }
}
