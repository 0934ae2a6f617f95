package convspectrum.search.proxy;

import convspectrum.search.proxy.input.CostCounts;
import convspectrum.search.proxy.input.ScoringRun;

/**
 * The multiply-accumulates of one sample that the output depends on: a fairer baseline than all of
 * them where designs have dead branches.
 */
final class LiveMacs implements AccuracyProxy {
  @Override
  public String name() {
    return AccuracyProxies.LIVE_MACS;
  }

  @Override
  public String formula() {
    return "multiply-accumulates that the output depends on";
  }

  @Override
  public String source() {
    return "trivial";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of((double) CostCounts.live(run.network()).macs());
  }
}
