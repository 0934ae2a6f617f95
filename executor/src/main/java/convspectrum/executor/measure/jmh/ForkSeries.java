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

/** The forks of a design on a runtime, one a turn. */
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

  /** Why it is out, if it is. */
  Optional<String> failure() {
    return failure;
  }

  /** One more fork; one that fails puts the design out, and the others go on. */
  void fork() throws InterruptedException {
    try {
      forks.add(lineup.forks().run(design));
    } catch (HostException | IllegalArgumentException e) {
      failure = Optional.of("failed in a fork: " + HostException.describe(e));
    }
  }

  /** Forgets forks after the first {@code turns}: those of a turn that was not completed. */
  void truncate(int turns) {
    while (forks.size() > turns) {
      forks.removeLast();
    }
  }

  /** The median of each fork, milliseconds per pass. */
  Samples samples() {
    return Samples.independent(forks.stream().map(Fork::medianMs).toList());
  }

  /** All iterations of all forks, milliseconds per pass. */
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

  /** Which forks were disturbed. */
  List<Integer> disturbed() {
    return IntStream.range(0, forks.size()).filter(i -> forks.get(i).disturbed()).boxed().toList();
  }

  /** Steady if all of its forks were; passes and seconds of all of them. */
  WarmUp warmUp() {
    return new WarmUp(
        forks.stream().mapToInt(fork -> fork.warmUp().passes()).sum(),
        forks.stream().mapToDouble(fork -> fork.warmUp().seconds()).sum(),
        forks.stream().allMatch(fork -> fork.warmUp().steady()));
  }
}
