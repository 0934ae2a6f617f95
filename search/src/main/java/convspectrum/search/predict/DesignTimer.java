package convspectrum.search.predict;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.search.design.Network;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Times designs in groups, each beside the same baseline. */
public interface DesignTimer extends AutoCloseable {
  /**
   * Designs of a group, beside the baseline. What a program finds in the caches depends on how many
   * others ran since its last turn, so all designs that are compared are timed in groups of about
   * this size.
   */
  int GROUP = 24;

  /** Opens timers. */
  @FunctionalInterface
  interface Opener {
    /** A timer for designs that are known in advance. */
    DesignTimer open(List<Network> designs);
  }

  /** Runtime, version, threads, data type and machine, with the current date. */
  Conditions conditions();

  /** How it times, in a line. */
  String protocol();

  /**
   * Times a group.
   *
   * @param designs some of those that the timer was opened for
   * @throws InterruptedException where the thread is interrupted; nothing of the group is kept
   */
  GroupTimes time(List<Network> designs) throws InterruptedException;

  /** Cuts designs into as few groups as can be, of almost equal sizes. */
  static <T> List<List<T>> groups(List<T> designs) {
    int count = Math.ceilDiv(designs.size(), GROUP);
    return IntStream.range(0, count)
        .mapToObj(
            i -> designs.subList(i * designs.size() / count, (i + 1) * designs.size() / count))
        .toList();
  }

  /**
   * How disturbed the machine was while groups were timed, in a sentence or two.
   *
   * @param noises the sentence of each group
   * @return empty where no group was timed on a noisy machine
   */
  static Optional<String> noisy(List<String> noises) {
    List<String> noisy = noises.stream().filter(one -> one.contains("noisy")).toList();
    return noisy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d groups were timed on a noisy machine. In the first: %s"
                .formatted(noisy.size(), noises.size(), noisy.getFirst()));
  }

  @Override
  void close();

  /**
   * The times of a group.
   *
   * @param noise a sentence on how disturbed the machine was
   * @param baselineMs median time of the baseline, in milliseconds
   * @param designs one for each design, in order; none where it was not timed
   */
  record GroupTimes(String noise, double baselineMs, List<Optional<DesignTime>> designs) {
    public GroupTimes {
      designs = List.copyOf(designs);
    }
  }

  /**
   * The time of a design.
   *
   * @param overBaseline median of its time over the baseline's in the same rounds
   * @param samples milliseconds per pass, one for each round
   * @param profile the times of its steps; empty where there is no profile
   */
  record DesignTime(double overBaseline, List<Double> samples, List<NodeTime> profile) {
    public DesignTime {
      samples = List.copyOf(samples);
      profile = List.copyOf(profile);
    }
  }
}
