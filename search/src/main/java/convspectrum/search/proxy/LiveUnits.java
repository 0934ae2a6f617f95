package convspectrum.search.proxy;

import convspectrum.search.proxy.input.CostCounts;
import convspectrum.search.proxy.input.ScoringRun;

/**
 * The values of one sample that pass an activation and that the output depends on: what most of
 * {@link NasWot} is, whose determinant grows with their number.
 */
final class LiveUnits implements AccuracyProxy {
  @Override
  public String name() {
    return "live_units";
  }

  @Override
  public String formula() {
    return "values of a sample that pass an activation, and that the output depends on";
  }

  @Override
  public String source() {
    return "trivial";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of((double) CostCounts.liveUnits(run.network()));
  }
}
