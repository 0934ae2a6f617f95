package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;

/**
 * {@link JacobCov} of networks whose images are alike, beyond chance, in how the outputs depend on
 * their pixels. All others have the same score, its largest one: the order in which jacob_cov has
 * them is noise, or says how smooth their Jacobians are.
 */
final class JacobExcess implements AccuracyProxy {
  /** The multiple of what chance gives up to which networks that train well do not differ. */
  private static final double UNREMARKABLE = 2;

  @Override
  public String name() {
    return "jacob_excess";
  }

  @Override
  public String formula() {
    return "jacob_cov if e > 2, else its largest value; e the mean ρ² of two images' Jacobians, over that with"
        + " one of the two turned by 180°";
  }

  @Override
  public String source() {
    return "convspectrum, after jacob_cov";
  }

  @Override
  public Score score(ScoringRun run) {
    double[] pairs = run.jacobianCorrelations();
    int images = run.inputs().first().size();
    double squares = 0;
    for (int n = 0; n < images; n++) {
      for (int m = 0; m < n; m++) {
        squares += pairs[n * images + m] * pairs[n * images + m];
      }
    }
    double mean = squares / (images * (images - 1) / 2.0);
    return mean > UNREMARKABLE * run.chanceOfJacobians()
        ? new JacobCov().score(run)
        : Score.of(JacobCov.largest(images));
  }

  @Override
  public Backward backward() {
    return Backward.INPUTS;
  }
}
