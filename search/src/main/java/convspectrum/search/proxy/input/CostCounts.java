package convspectrum.search.proxy.input;

import convspectrum.costmodel.Totals;

/** The counts of the trivial proxies: for one sample, by the convention of papers. */
public final class CostCounts {
  private CostCounts() {}

  /** Of the network as written. */
  public static Totals of(ScoredNetwork network) {
    return Totals.of(network.single());
  }

  /** Of the nodes that lie on a path from the input to the output. */
  public static Totals live(ScoredNetwork network) {
    return Totals.live(network.single());
  }
}
