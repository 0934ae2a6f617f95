package convspectrum.search.proxy.input;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;

/** The counts of the trivial proxies: for one sample, by the convention of papers. */
public record CostCounts(long params, long macs) {
  public static CostCounts of(ScoredNetwork network) {
    NetworkCost cost = NetworkCost.of(network.single(), CostOptions.DEFAULT);
    return new CostCounts(cost.total().params(), cost.total().macs());
  }
}
