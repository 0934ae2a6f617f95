package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.limits.Rate;
import java.util.ArrayList;
import java.util.List;

/** One figure, taken several times over the time of a probe. */
final class Repetitions {
  private final List<Double> bests = new ArrayList<>();
  private int withoutCpu;

  /** The windows of one more time. */
  void add(List<Window> windows) {
    bests.add(Window.best(windows));
    if (Window.counted(windows) == 0) {
      withoutCpu++;
    }
  }

  /** How often no window counted. */
  int withoutCpu() {
    return withoutCpu;
  }

  /** The figure in 10⁹ a second, of work that was counted one by one. */
  Rate rate() {
    double[] sorted = bests.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double best = sorted[sorted.length - 1];
    double middle = sorted[(sorted.length - 1) / 2]; // of an even number the lower
    return new Rate(best / 1e9, 1 - middle / best);
  }
}
