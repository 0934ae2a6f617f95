package convspectrum.search.predict;

import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.search.predict.LatencyTable.Group;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A simulated machine: a call takes 8 µs, each step a time of its own, and times have noise. */
final class SyntheticTable {
  static final double CALL_NANOS = 8_000;

  private final Random random = new Random(7);
  private final List<StepType> types = new ArrayList<>();
  private final List<Double> nanos = new ArrayList<>();
  private final double noise;

  SyntheticTable(int size, double noise) {
    this.noise = noise;
    for (int i = 0; i < size; i++) {
      long macs = 10_000L << random.nextInt(8);
      long bytes = 4_000L << random.nextInt(4);
      double time = (300 + macs / 30.0 + bytes / 20.0) * Math.exp(0.3 * random.nextGaussian());
      types.add(type("step " + i, macs, bytes));
      nanos.add(time);
    }
  }

  static StepType type(String key, long macs, long bytes) {
    return new StepType(key, "Conv", new Work(macs, macs, bytes, bytes));
  }

  List<StepType> types() {
    return types;
  }

  /** The steps of a random design. */
  List<Integer> design() {
    return IntStream.range(0, 12).mapToObj(_ -> random.nextInt(types.size())).toList();
  }

  List<StepType> types(List<Integer> steps) {
    return steps.stream().map(types::get).toList();
  }

  double trueMs(List<Integer> steps) {
    return (CALL_NANOS + steps.stream().mapToDouble(nanos::get).sum()) / 1e6;
  }

  double measuredMs(List<Integer> steps) {
    return trueMs(steps) * (1 + noise * random.nextGaussian());
  }

  double trueNanos(int step) {
    return nanos.get(step);
  }

  TimedDesign timed(List<Integer> steps, boolean profiled) {
    return timed(steps, profiled, 0, 1);
  }

  /** Designs of groups whose baselines were measured with an error that all of the group share. */
  LatencyTable tableOfGroups(int groups, int size, double error) {
    List<TimedDesign> designs = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      double factor = 1 + error * random.nextGaussian();
      for (int i = 0; i < size; i++) {
        designs.add(timed(design(), true, group, factor));
      }
    }
    return table(designs, groups);
  }

  /** Groups without such an error, but for the first, whose designs take so many times as long. */
  LatencyTable tableWithStrangeGroup(int groups, int size, double factor) {
    List<TimedDesign> designs = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      for (int i = 0; i < size; i++) {
        designs.add(timed(design(), true, group, group == 0 ? factor : 1));
      }
    }
    return table(designs, groups);
  }

  /** A profile misses 3 % of each step, and has noise. */
  private TimedDesign timed(List<Integer> steps, boolean profiled, int group, double factor) {
    double ms = measuredMs(steps) * factor;
    List<Double> profile =
        profiled
            ? steps.stream()
                .map(step -> 0.97 * nanos.get(step) * (1 + 2 * noise * random.nextGaussian()))
                .toList()
            : List.of();
    return new TimedDesign(
        Map.of("steps", steps.toString()), group, ms, ms / 0.1, List.of(ms, ms), steps, profile);
  }

  LatencyTable table(int designs, boolean profiled) {
    return table(IntStream.range(0, designs).mapToObj(_ -> timed(design(), profiled)).toList());
  }

  LatencyTable table(List<TimedDesign> designs) {
    return table(designs, 1);
  }

  private LatencyTable table(List<TimedDesign> designs, int groups) {
    return new LatencyTable(
        LatencyTable.SCHEMA,
        "1.0",
        "synthetic",
        "name: synthetic",
        "",
        "vector",
        "java 25",
        1,
        "float32",
        "0123456789ab",
        "a CPU",
        "2026-11-29T12:00:00Z",
        1,
        "quick",
        types,
        Collections.nCopies(groups, new Group("2026-11-29T12:00:00Z", "quiet", 0.1)),
        designs,
        Optional.empty());
  }
}
