package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.limits.Rate;
import java.util.ArrayList;
import java.util.List;

/** One figure with its repetitions, spread over the duration of a probe. */
final class Repetitions {
  private final List<Double> bests = new ArrayList<>();
  private int withoutCpu;

  /** Adds the windows of one more repetition. */
  void add(List<Window> windows) {
    bests.add(Window.best(windows));
    if (Window.counted(windows) == 0) {
      withoutCpu++;
    }
  }

  /** Number of repetitions in which no window counted. */
  int withoutCpu() {
    return withoutCpu;
  }

  /** Returns the figure in 10⁹ a second from work that is counted in single units. */
  Rate rate() {
    double[] sorted = bests.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double best = sorted[sorted.length - 1];
    double middle = sorted[(sorted.length - 1) / 2]; // the lower of two
    return new Rate(best / 1e9, 1 - middle / best);
  }
}
