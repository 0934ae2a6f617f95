package convspectrum.search.validate;

import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.validate.Reasons.StepReasons;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;

/** Splits the time of a design into the time that theory promises and the lost time. */
final class GapAnalysis {
  private final MachineLimits limits;
  private final double msPerMac;

  /**
   * Analyses designs on this machine, against this baseline.
   *
   * @param msPerMac time of the baseline divided by its multiply-accumulates
   */
  GapAnalysis(MachineLimits limits, double msPerMac) {
    this.limits = limits;
    this.msPerMac = msPerMac;
  }

  /**
   * The reasons of one design.
   *
   * @param measuredMs median time of a pass, to which the profile is scaled
   */
  Reasons of(NetworkCost network, LayerTimes profile, double measuredMs) {
    double sum = profile.sumMs();
    double pass = profile.passMs();
    // The pass of the profile was timed in another process than the rounds, and profiling itself
    // may take time. Both are assumed to change all steps by the same factor.
    double scale = measuredMs / Math.max(sum, pass);
    int threads = profile.conditions().threads();
    List<StepReasons> steps =
        profile.layers().stream()
            .map(layer -> step(layer, scale, threads, profile.conditions()))
            .toList();
    double timed = steps.stream().mapToDouble(StepReasons::ms).sum();
    double promised = msPerMac * network.total().macs();
    double known = steps.stream().mapToDouble(StepReasons::promisedMs).sum();
    double pointwise = msPerMac * pointwiseMacs(network);
    return new Reasons(
        measuredMs,
        promised - pointwise,
        pointwise,
        steps.stream().mapToDouble(StepReasons::memoryMs).sum(),
        // Nodes that no step names were computed within one of the steps.
        steps.stream().mapToDouble(StepReasons::kernelMs).sum() - (promised - known),
        steps.stream().mapToDouble(StepReasons::overheadMs).sum() + Math.max(0, measuredMs - timed),
        sum / pass,
        steps);
  }

  private StepReasons step(LayerTime layer, double scale, int threads, Conditions conditions) {
    double ms = scale * layer.ms();
    long bytes = layer.cost().bytes();
    double promised = msPerMac * layer.cost().macs();
    double memory = 0;
    double kernel = 0;
    double overhead = 0;
    if (bytes == 0) {
      promised = 0;
      overhead = ms;
    } else if (limits.suspect()) {
      memory = Double.NaN; // both are unknown
      kernel = Double.NaN;
    } else {
      double traffic = bytes / (1e6 * limits.gigabytesPerSecond(bytes, threads)); // 10⁹/s: 10⁶/ms
      memory = Math.max(0, Math.min(traffic, ms) - promised);
      kernel = ms - promised - memory;
    }
    return new StepReasons(
        layer.nodes(),
        layer.op(),
        ms,
        promised,
        memory,
        kernel,
        overhead,
        layer.kernel(),
        layer.wastedShare(),
        new Ceiling(limits).roofShare(layer, conditions));
  }

  /** Multiply-accumulates that no grouping of channels reduces. */
  static long pointwiseMacs(NetworkCost network) {
    return network.nodes().stream()
        .filter(cost -> isPointwise(cost.node()))
        .mapToLong(cost -> cost.cost().macs())
        .sum();
  }

  private static boolean isPointwise(Node node) {
    return node.op() instanceof Op.Linear
        || node.op() instanceof Op.MatMul
        || (node.op() instanceof Op.Conv conv && conv.groups() == 1 && conv.window().taps() == 1);
  }
}
