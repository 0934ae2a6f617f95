package convspectrum.executor.measure;

import convspectrum.executor.measure.protocol.QuickProtocol;

/**
 * Decides when programs are compiled anew and when to check whether the precision is reached. It
 * counts rounds and placements; a placement is the series of rounds between two compilations.
 *
 * <p>The position of programs in memory makes one faster than another as long as it lasts, and no
 * number of rounds shows this (Mytkowicz et al., Producing Wrong Data Without Doing Anything
 * Obviously Wrong, ASPLOS 2009). Programs are therefore placed anew again and again, as in
 * Stabilizer (Curtsinger and Berger, ASPLOS 2013), and a placement is one repetition.
 *
 * <p>The best number of rounds in a placement is the square root of the cost of a placement over
 * that of a round, times the standard deviation within over that between placements (Kalibera and
 * Jones, section 6.2). The latter ratio is taken to be {@value #WITHIN_OVER_BETWEEN}: it was about
 * 7 for passes of 0.2 ms (4 % over 0.6 %), and longer passes vary less.
 */
final class Pace {
  private static final int WITHIN_OVER_BETWEEN = 4;

  /** Rounds of the first placement, when the cost of another is not yet known. */
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
   * Starts with one placement.
   *
   * @param roundNanos time of a round
   * @param leftNanos time left for all rounds
   */
  Pace(QuickProtocol protocol, double roundNanos, double leftNanos) {
    this.protocol = protocol;
    // The factor 2: another placement costs at least a round.
    this.planned = (int) Math.clamp(leftNanos / (2 * protocol.placements() * roundNanos), 1, FIRST);
    // Few figures are narrow by chance too often: in calibrations beside a competing process most
    // intervals that missed the true ratio were those of runs that ended at an early first look.
    this.nextLook = moves() ? Math.ceilDiv(8 * protocol.placements(), 3) : protocol.minRounds();
  }

  private boolean moves() {
    return protocol.placements() > 1;
  }

  /** Number of complete rounds. */
  int rounds() {
    return rounds;
  }

  /** Counts another complete round. */
  void completeRound() {
    rounds++;
    roundsHere++;
  }

  /** Whether programs should be placed anew before the next round. */
  boolean isPlacementFull() {
    return moves() && roundsHere >= planned;
  }

  /**
   * Records that programs were placed anew.
   *
   * @param costNanos time that this took
   * @param roundNanos time of a round
   * @param leftNanos time that is left
   */
  void moved(double costNanos, double roundNanos, double leftNanos) {
    placements++;
    roundsHere = 0;
    double best = WITHIN_OVER_BETWEEN * Math.sqrt(costNanos / roundNanos);
    int missing = protocol.placements() - placements + 1; // includes the current one
    double affordable =
        missing > 0 ? (leftNanos / missing - costNanos) / roundNanos : Double.MAX_VALUE;
    planned = (int) Math.clamp(Math.min(best, affordable), 1, MOST_ROUNDS_OF_A_PLACEMENT);
  }

  private int done() {
    return !moves() ? rounds : isPlacementFull() ? placements : placements - 1;
  }

  /**
   * Whether it is time to check if intervals are narrow enough. Each check reduces coverage, so the
   * next one comes after half as many rounds again.
   */
  boolean isTimeToLook() {
    boolean due = rounds >= protocol.minRounds() && done() >= nextLook && last > done();
    if (due) {
      nextLook = done() + Math.max(1, done() / 2);
    }
    return due;
  }

  /**
   * Records that intervals are narrow enough. Some are narrow by chance and miss the true value; to
   * correct for this, a third as many rounds again follow, whatever their result.
   */
  void narrowEnough() {
    last = done() + Math.ceilDiv(done(), 3);
  }

  /** Whether no more rounds are needed. */
  boolean isDone() {
    return rounds >= protocol.maxRounds() || done() >= last;
  }
}
