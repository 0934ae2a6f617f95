package convspectrum.search.proxy;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;

/** The trivial proxies' counts: of one sample, in the convention of papers. */
record CostCounts(long params, long macs) {
  static CostCounts of(ScoredNetwork network) {
    NetworkCost cost = NetworkCost.of(network.single(), CostOptions.DEFAULT);
    return new CostCounts(cost.total().params(), cost.total().macs());
  }
}
