package convspectrum.search.predict;

import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Sweep;
import java.time.Duration;

/**
 * What to calibrate.
 *
 * @param sweep the space
 * @param spec text of its spec, which is kept in the table
 * @param runtime on which designs are timed
 * @param run threads inside a pass
 * @param seed of the choice of designs, of weights and inputs
 * @param budget time for everything; what has begun is finished
 * @param mostDesigns no more designs than this are timed
 * @param version of this program
 * @param cpu the machine in words
 */
public record CalibrationTask(
    Sweep sweep,
    String spec,
    InferenceRuntime runtime,
    RunOptions run,
    long seed,
    Duration budget,
    int mostDesigns,
    String version,
    String cpu) {
  /** The usual time. */
  public static final Duration USUAL_BUDGET = Duration.ofMinutes(7);

  /** The usual largest number of designs. */
  public static final int USUAL_DESIGNS = 480;

  public CalibrationTask {
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("budget " + budget + "; expected above 0");
    }
    if (mostDesigns < Predictor.FEWEST_DESIGNS) {
      throw new IllegalArgumentException(
          mostDesigns + " designs; expected " + Predictor.FEWEST_DESIGNS + " or more");
    }
  }
}
