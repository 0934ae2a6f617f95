package convspectrum.search.predict;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.search.design.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Times designs in groups, each beside the same baseline. */
public interface DesignTimer extends AutoCloseable {
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
   * @param each about how long one design may take
   * @throws InterruptedException where the thread is interrupted; nothing of the group is kept
   */
  GroupTimes time(List<Network> designs, Duration each) throws InterruptedException;

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
