package convspectrum.search.proxy;

import convspectrum.search.proxy.input.CostCounts;
import convspectrum.search.proxy.input.ScoringRun;

/** The multiply-accumulates of one sample: the second trivial proxy. */
final class Macs implements AccuracyProxy {
  @Override
  public String name() {
    return "macs";
  }

  @Override
  public String formula() {
    return "multiply-accumulates of one sample";
  }

  @Override
  public String source() {
    return "trivial";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of((double) CostCounts.of(run.network()).macs());
  }
}
