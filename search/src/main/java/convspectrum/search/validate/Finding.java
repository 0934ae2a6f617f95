package convspectrum.search.validate;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.cause.Cause;
import convspectrum.search.cause.TimeLine;
import java.util.List;

/** Something that a reader should notice about one design. Times differ beyond their intervals. */
public sealed interface Finding {
  /** The design's label. */
  String design();

  /**
   * A design that is slower than another although it has fewer MACs. The other is the fastest of
   * those.
   *
   * @param design the slow one
   * @param other the faster one, with more MACs
   * @param timeRatio time of the design divided by that of the other: its interval is above 1
   * @param macsRatio MACs of the design divided by those of the other: below 1
   * @param cause why, as far as its profile shows
   */
  record Cliff(String design, String other, Estimate timeRatio, double macsRatio, Cause cause)
      implements Finding {}

  /**
   * A design that surely takes more than {@value TimeLine#CLIFF} times what the line through its
   * neighbours suggests, although none with more MACs is faster.
   *
   * @param design the slow one
   * @param neighbours their labels, one or two
   * @param timeRatio its time divided by that of the line; its interval is that of its time
   * @param cause why, as far as its profile shows
   */
  record AboveLine(String design, List<String> neighbours, Estimate timeRatio, Cause cause)
      implements Finding {
    public AboveLine {
      neighbours = List.copyOf(neighbours);
    }
  }

  /**
   * A design that takes more time and has more MACs than another: only its accuracy may justify it.
   * The other is the fastest of those.
   *
   * @param design the dominated one
   * @param other the one that is better in both
   * @param timeRatio time of the design divided by that of the other: its interval is above 1
   * @param macsRatio MACs of the design divided by those of the other: above 1
   * @param by how many designs dominate it
   */
  record Dominated(String design, String other, Estimate timeRatio, double macsRatio, int by)
      implements Finding {}

  /**
   * The smallest value of a parameter at which a design is surely faster than the baseline.
   *
   * @param parameter its name
   * @param value its value
   * @param design with that value; the fastest if there are several
   * @param speedup measured; its interval is above 1
   * @param unsure smaller values of which it cannot be told
   */
  record SmallestGain(
      String parameter, double value, String design, Estimate speedup, List<Double> unsure)
      implements Finding {}
}
