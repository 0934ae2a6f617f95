package convspectrum.search.study;

import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import java.time.Duration;

/**
 * About how much time a design needs on a runtime so that it has an interval, from its counts
 * alone. A repetition compiles it, warms it up in eight passes or more and times a few; six are the
 * fewest, and nine leave out the extremes. Of small designs the compiler of the virtual machine
 * takes most of the time, some milliseconds a node and repetition; of large ones the passes, 50 ms
 * or less a billion multiply-accumulates.
 */
public final class TimeNeed {
  private static final double MILLIS = 3000;
  private static final double MILLIS_PER_NODE = 50;
  private static final double MILLIS_PER_GIGA_MAC = 4000;

  private TimeNeed() {}

  /** The time of one design. */
  public static Duration of(ComparedDesign design) {
    double gigaMacs = design.cost().total().macs() / 1e9;
    int nodes = design.network().graph().nodes().size();
    return Duration.ofMillis(
        (long) (MILLIS + MILLIS_PER_NODE * nodes + MILLIS_PER_GIGA_MAC * gigaMacs));
  }

  /** The time of all that are timed, one after the other. */
  public static Duration of(Designs designs) {
    return designs.distinct().stream().map(TimeNeed::of).reduce(Duration.ZERO, Duration::plus);
  }
}
