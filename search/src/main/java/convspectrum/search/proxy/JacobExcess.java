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
  private static final double UNREMARKABLE = 2.3;

  @Override
  public String name() {
    return "jacob_excess";
  }

  @Override
  public String formula() {
    return "jacob_cov if ρ² > 2.3 / D, else its largest value; ρ² the mean over pairs of images, D the elements of one";
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
    // Two rows of D independent numbers have a mean ρ² of 1 / (D − 1).
    return mean * run.network().input(1).elements() > UNREMARKABLE
        ? new JacobCov().score(run)
        : Score.of(JacobCov.largest(images));
  }

  @Override
  public Backward backward() {
    return Backward.INPUTS;
  }
}
