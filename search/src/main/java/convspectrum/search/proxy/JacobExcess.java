package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;

/**
 * By how much images resemble each other, more than by chance, in how the outputs depend on their
 * pixels. Networks whose images do not are all alike: {@link JacobCov} ranks them by noise.
 */
final class JacobExcess implements AccuracyProxy {
  /** Up to this multiple of what chance gives, networks that train well do not differ. */
  private static final double UNREMARKABLE = 2;

  @Override
  public String name() {
    return "jacob_excess";
  }

  @Override
  public String formula() {
    return "−ln max(1, e/2), e the mean ρ² of the images' Jacobians, over that with one of the two turned by 180°";
  }

  @Override
  public String source() {
    return "convspectrum; the Jacobians of Mellor et al., 2020, arXiv 2006.04647v1";
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
    double bound = UNREMARKABLE * run.chanceOfJacobians();
    // Where the turned Jacobians do not correlate at all, any correlation is beyond chance.
    return Score.of(mean <= bound ? 0 : -Math.log(mean / Math.max(bound, Double.MIN_NORMAL)));
  }

  @Override
  public Backward backward() {
    return Backward.INPUTS;
  }
}
