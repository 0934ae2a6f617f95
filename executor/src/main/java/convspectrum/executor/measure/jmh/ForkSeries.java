package convspectrum.executor.measure.jmh;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.jmh.Forks.Fork;
import convspectrum.executor.measure.jmh.Forks.Iteration;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The forks of a design on a runtime, one per turn. */
final class ForkSeries {
  private final String design;
  private final ForkedLineup lineup;
  private final List<Fork> forks = new ArrayList<>();
  private Optional<String> failure = Optional.empty();

  ForkSeries(String design, ForkedLineup lineup) {
    this.design = design;
    this.lineup = lineup;
  }

  String design() {
    return design;
  }

  ForkedLineup lineup() {
    return lineup;
  }

  List<Fork> forks() {
    return forks;
  }

  /** Returns the reason why this design is no longer measured, if there is one. */
  Optional<String> failure() {
    return failure;
  }

  /** Runs one more fork. If it fails, this design is no longer measured and the others continue. */
  void fork() throws InterruptedException {
    try {
      forks.add(lineup.forks().run(design));
    } catch (HostException | IllegalArgumentException e) {
      failure = Optional.of("failed in a fork: " + HostException.describe(e));
    }
  }

  /** Drops the forks after the first {@code turns}, which belong to an incomplete turn. */
  void truncate(int turns) {
    while (forks.size() > turns) {
      forks.removeLast();
    }
  }

  /** Returns the median of each fork, in milliseconds per pass. */
  Samples samples() {
    return Samples.independent(forks.stream().map(Fork::medianMs).toList());
  }

  /** Returns all iterations of all forks, in milliseconds per pass. */
  double[] iterations() {
    return forks.stream()
        .flatMap(fork -> fork.iterations().stream())
        .mapToDouble(Iteration::ms)
        .toArray();
  }

  int disturbedIterations() {
    return (int)
        forks.stream()
            .flatMap(fork -> fork.iterations().stream())
            .filter(Iteration::disturbed)
            .count();
  }

  /** Returns the indices of the disturbed forks. */
  List<Integer> disturbed() {
    return IntStream.range(0, forks.size()).filter(i -> forks.get(i).disturbed()).boxed().toList();
  }

  /** Returns the warm-up of all forks: sums of passes and seconds, steady if all were. */
  WarmUp warmUp() {
    return new WarmUp(
        forks.stream().mapToInt(fork -> fork.warmUp().passes()).sum(),
        forks.stream().mapToDouble(fork -> fork.warmUp().seconds()).sum(),
        forks.stream().allMatch(fork -> fork.warmUp().steady()));
  }
}
