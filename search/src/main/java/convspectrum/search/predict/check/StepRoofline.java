package convspectrum.search.predict.check;

import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.graph.Graph;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A roofline over the steps of a program: each takes the longer of its MACs at a peak and its bytes
 * at a bandwidth, and the call has an overhead. Peak, bandwidth and overhead are those that fit the
 * examples best.
 *
 * @param ridge MACs that take as long as one byte
 * @param line from the sum of {@code max(MACs, ridge · bytes)} to time
 */
record StepRoofline(double ridge, RelativeLine line) implements SimplePredictor {
  /** Ridges that are tried: 2⁻⁶ to 2⁸ MACs a byte, four for each doubling. */
  private static final int LOWEST = -24;

  private static final int HIGHEST = 32;

  static StepRoofline of(List<TimedNetwork> examples) {
    double[] times = examples.stream().mapToDouble(TimedNetwork::milliseconds).toArray();
    return IntStream.rangeClosed(LOWEST, HIGHEST)
        .mapToDouble(quarter -> Math.pow(2, quarter / 4.0))
        .mapToObj(ridge -> new StepRoofline(ridge, RelativeLine.of(works(examples, ridge), times)))
        .min(
            Comparator.comparingDouble(
                one -> one.line().error(works(examples, one.ridge()), times)))
        .orElseThrow();
  }

  private static double[] works(List<TimedNetwork> examples, double ridge) {
    return examples.stream().mapToDouble(one -> work(one.steps(), ridge)).toArray();
  }

  private static double work(List<Work> steps, double ridge) {
    return steps.stream()
        .mapToDouble(
            work -> Math.max(work.macs(), ridge * (work.valueBytes() + work.weightBytes())))
        .sum();
  }

  @Override
  public String name() {
    return "roofline";
  }

  @Override
  public double milliseconds(Graph graph, List<Work> steps) {
    return line.at(work(steps, ridge));
  }
}
