package convspectrum.executor.measure;

import convspectrum.executor.measure.protocol.QuickProtocol;

/**
 * When programs are compiled anew, and when it is asked whether enough is known. Counts rounds, and
 * placements: all rounds between two times of compiling.
 *
 * <p>Where programs happen to lie in memory makes one faster than the other as long as they lie
 * there, and no number of rounds shows it (Mytkowicz et al., Producing Wrong Data Without Doing
 * Anything Obviously Wrong, ASPLOS 2009). So they are placed anew again and again, as Stabilizer
 * does it (Curtsinger and Berger, ASPLOS 2013), and a placement is one repetition.
 *
 * <p>How many rounds one should have: the best number is the root of the cost of a repetition over
 * that of a round, times the standard deviation within over that between repetitions (Kalibera and
 * Jones, section 6.2). The latter is taken to be {@value #WITHIN_OVER_BETWEEN}: it was about 7 for
 * passes of 0.2 ms (4 % over 0.6 %), and longer passes vary less.
 */
final class Pace {
  private static final int WITHIN_OVER_BETWEEN = 4;

  /** Of the first placement, when it is not yet known what another costs. */
  private static final int FIRST = 5;

  private static final int MOST_ROUNDS_OF_A_PLACEMENT = 20;

  private final QuickProtocol protocol;
  private int rounds;
  private int placements = 1;
  private int roundsHere;
  private int planned;
  private int nextLook;
  private int last = Integer.MAX_VALUE;

  /**
   * Begins with one placement.
   *
   * @param roundNanos what a round takes
   * @param leftNanos the time for all
   */
  Pace(QuickProtocol protocol, double roundNanos, double leftNanos) {
    this.protocol = protocol;
    // Twice: another placement costs a round or more.
    this.planned = (int) Math.clamp(leftNanos / (2 * protocol.placements() * roundNanos), 1, FIRST);
    this.nextLook = moves() ? protocol.placements() : protocol.minRounds();
  }

  private boolean moves() {
    return protocol.placements() > 1;
  }

  /** Complete rounds. */
  int rounds() {
    return rounds;
  }

  /** Another round is complete. */
  void completeRound() {
    rounds++;
    roundsHere++;
  }

  /** Whether programs should be placed anew before the next round. */
  boolean isPlacementFull() {
    return moves() && roundsHere >= planned;
  }

  /**
   * Programs were placed anew.
   *
   * @param costNanos what that took
   * @param roundNanos what a round takes
   * @param leftNanos the time that is left
   */
  void moved(double costNanos, double roundNanos, double leftNanos) {
    placements++;
    roundsHere = 0;
    double best = WITHIN_OVER_BETWEEN * Math.sqrt(costNanos / roundNanos);
    int missing = protocol.placements() - placements + 1; // this one too
    double affordable =
        missing > 0 ? (leftNanos / missing - costNanos) / roundNanos : Double.MAX_VALUE;
    planned = (int) Math.clamp(Math.min(best, affordable), 1, MOST_ROUNDS_OF_A_PLACEMENT);
  }

  private int done() {
    return !moves() ? rounds : isPlacementFull() ? placements : placements - 1;
  }

  /**
   * Whether it is time to ask if intervals are narrow enough. Every look costs coverage: the next
   * comes when there is half as much again.
   */
  boolean isTimeToLook() {
    boolean due = rounds >= protocol.minRounds() && done() >= nextLook && last > done();
    if (due) {
      nextLook = done() + Math.max(1, done() / 2);
    }
    return due;
  }

  /**
   * Intervals were found to be narrow enough. Some are so by chance, and do not hold the truth; a
   * third as much again, whatever comes of it, mends that.
   */
  void narrowEnough() {
    last = done() + Math.ceilDiv(done(), 3);
  }

  /** Whether nothing is missing. */
  boolean isDone() {
    return rounds >= protocol.maxRounds() || done() >= last;
  }
}
