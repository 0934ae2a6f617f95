package convspectrum.search.validate;

import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.validate.Reasons.StepReasons;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;

/** Splits the time of a design into what theory promises and what is lost. */
final class GapAnalysis {
  private final MachineLimits limits;
  private final double msPerMac;

  /**
   * Against this machine and baseline.
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
    // The profile's own pass was timed in another process than the rounds; and profiling may take
    // time itself. Both change all steps alike, as far as one can tell.
    double scale = measuredMs / Math.max(sum, pass);
    int threads = profile.conditions().threads();
    List<StepReasons> steps =
        profile.layers().stream().map(layer -> step(layer, scale, threads)).toList();
    double timed = steps.stream().mapToDouble(StepReasons::ms).sum();
    double promised = msPerMac * network.total().macs();
    double known = steps.stream().mapToDouble(StepReasons::promisedMs).sum();
    double pointwise = msPerMac * pointwiseMacs(network);
    return new Reasons(
        measuredMs,
        promised - pointwise,
        pointwise,
        steps.stream().mapToDouble(StepReasons::memoryMs).sum(),
        // Work that no step names was done in one of them.
        steps.stream().mapToDouble(StepReasons::kernelMs).sum() - (promised - known),
        steps.stream().mapToDouble(StepReasons::overheadMs).sum() + Math.max(0, measuredMs - timed),
        sum / pass,
        steps);
  }

  private StepReasons step(LayerTime layer, double scale, int threads) {
    double ms = scale * layer.ms();
    long bytes = layer.cost().bytes();
    if (bytes == 0) {
      return new StepReasons(layer.nodes(), layer.op(), ms, 0, 0, 0, ms);
    }
    double promised = msPerMac * layer.cost().macs();
    if (limits.suspect()) {
      return new StepReasons(
          layer.nodes(), layer.op(), ms, promised, Double.NaN, Double.NaN, 0); // it cannot be told
    }
    double traffic = bytes / (1e6 * limits.gigabytesPerSecond(bytes, threads)); // 10⁹/s is 10⁶/ms
    double memory = Math.max(0, Math.min(traffic, ms) - promised);
    return new StepReasons(
        layer.nodes(), layer.op(), ms, promised, memory, ms - promised - memory, 0);
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
