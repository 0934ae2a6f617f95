package convspectrum.cli.fuzz;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.formats.pytorch.PyTorchHeader;
import convspectrum.formats.pytorch.PyTorchWriter;
import convspectrum.search.design.Network;

/** What commands do with a network that was read. */
final class NetworkUse {
  private static final int MOST_NODES = 300;
  private static final long MOST_PARAMETERS = 200_000;

  private NetworkUse() {}

  /** Counts it; exports it as text where it is small. */
  static Cost of(Network network) {
    Cost cost = cost(network);
    if (network.graph().nodes().size() <= MOST_NODES && cost.params() <= MOST_PARAMETERS) {
      PyTorchWriter.text(
          network.graph(), network.weights().apply(1), new PyTorchHeader("0", "fuzzed", 1, 0));
    }
    return cost;
  }

  /** Its cost; beyond 64 bits the command says so, which is no fault. */
  private static Cost cost(Network network) {
    try {
      return NetworkCost.of(network.graph(), CostOptions.DEFAULT).total();
    } catch (ArithmeticException e) {
      return Cost.ZERO;
    }
  }
}
