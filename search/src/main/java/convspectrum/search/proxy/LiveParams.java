package convspectrum.search.proxy;

import convspectrum.search.proxy.input.CostCounts;
import convspectrum.search.proxy.input.ScoringRun;

/** The learned values that the output depends on. */
final class LiveParams implements AccuracyProxy {
  @Override
  public String name() {
    return AccuracyProxies.LIVE_PARAMS;
  }

  @Override
  public String formula() {
    return "learned values that the output depends on";
  }

  @Override
  public String source() {
    return "trivial";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of((double) CostCounts.live(run.network()).params());
  }
}
