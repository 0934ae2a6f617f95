package convspectrum.executor.machine.probe;

/**
 * Tells from the rates of a loop when the compiler has done its work. That rates no longer grow is
 * not enough: they do not while a loop is interpreted either, and the compiler may begin seconds
 * later.
 */
final class WarmUpWatch {
  /** By so much a compiled loop is faster than an interpreted one, at the least. */
  static final double LEAST_JUMP = 20;

  private static final double GAIN = 1.03;
  private static final int CALM_WINDOWS = 4;

  private final double least;
  private double first;
  private double best;
  private int calm;

  /**
   * Watches a loop.
   *
   * @param least a rate that it has only if it is compiled
   */
  WarmUpWatch(double least) {
    this.least = least;
  }

  /** One more window's rate; the first is that of the very first call. */
  void add(double rate) {
    if (first == 0) {
      first = rate;
    }
    calm = rate > GAIN * best ? 0 : calm + 1;
    best = Math.max(best, rate);
  }

  /**
   * Whether the rate is that of compiled code: it has jumped, or could not be so high otherwise.
   */
  boolean compiled() {
    return best >= least || (first > 0 && best >= LEAST_JUMP * first);
  }

  /** Whether it is compiled and has stopped getting faster. */
  boolean warm() {
    return compiled() && calm >= CALM_WINDOWS;
  }

  /** The best rate so far. */
  double best() {
    return best;
  }
}
