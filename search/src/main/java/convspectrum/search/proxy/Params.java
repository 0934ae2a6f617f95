package convspectrum.search.proxy;

import convspectrum.search.proxy.input.CostCounts;
import convspectrum.search.proxy.input.ScoringRun;

/** The number of learned values: the first of the two trivial proxies. */
final class Params implements AccuracyProxy {
  @Override
  public String name() {
    return "params";
  }

  @Override
  public String formula() {
    return "learned values";
  }

  @Override
  public String source() {
    return "trivial";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of((double) CostCounts.of(run.network()).params());
  }
}
