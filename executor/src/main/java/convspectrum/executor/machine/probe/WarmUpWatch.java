package convspectrum.executor.machine.probe;

/**
 * Tells from a loop's rates when the compiler has finished with it. Rates that no longer grow are
 * not enough: they do not grow while the loop is interpreted either, and the compiler may start
 * seconds later.
 */
final class WarmUpWatch {
  /** Smallest factor by which a compiled loop is faster than an interpreted one. */
  static final double LEAST_JUMP = 20;

  private static final double GAIN = 1.03;
  private static final int CALM_WINDOWS = 4;

  private final double least;
  private double first;
  private double best;
  private int calm;

  /**
   * Creates a watch for a loop.
   *
   * @param least a rate that the loop reaches only if it is compiled
   */
  WarmUpWatch(double least) {
    this.least = least;
  }

  /** Adds the rate of one more window; the first one is that of the very first call. */
  void add(double rate) {
    if (first == 0) {
      first = rate;
    }
    calm = rate > GAIN * best ? 0 : calm + 1;
    best = Math.max(best, rate);
  }

  /**
   * Whether the rate is that of compiled code: it has jumped, or is too high for interpreted code.
   */
  boolean compiled() {
    return best >= least || (first > 0 && best >= LEAST_JUMP * first);
  }

  /** Whether the loop is compiled and has stopped getting faster. */
  boolean warm() {
    return compiled() && calm >= CALM_WINDOWS;
  }

  /** The best rate so far. */
  double best() {
    return best;
  }
}
