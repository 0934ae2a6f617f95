package convspectrum.executor.machine.probe;

import java.util.List;

/**
 * Some milliseconds of work by one thread, or by several at once.
 *
 * @param perSecond work per second of elapsed time, summed over threads
 * @param perCpuSecond work per second in which a thread had its CPU, summed over threads
 * @param held share of the time in which a thread had its CPU, the smallest over all threads
 */
record Window(double perSecond, double perCpuSecond, double held) {
  /** Smallest share that counts: interrupts take less than the rest, a thread switch far more. */
  private static final double LEAST_HELD = 0.98;

  /** Whether no thread lost its CPU, since then the clock goes on and the work does not. */
  boolean counts() {
    return held >= LEAST_HELD;
  }

  /**
   * Creates the window of one thread.
   *
   * @param nanos elapsed time
   * @param cpuNanos CPU time of the thread; below 0 where it is unknown
   */
  static Window of(double work, long nanos, long cpuNanos) {
    if (cpuNanos < 0) {
      return new Window(1e9 * work / nanos, 1e9 * work / nanos, 1);
    }
    double held = Math.clamp((double) cpuNanos / nanos, 1e-6, 1);
    return new Window(1e9 * work / nanos, 1e9 * work / (held * nanos), held);
  }

  /** Combines the windows of threads that worked at the same time. */
  static Window together(List<Window> members) {
    return new Window(
        members.stream().mapToDouble(Window::perSecond).sum(),
        members.stream().mapToDouble(Window::perCpuSecond).sum(),
        members.stream().mapToDouble(Window::held).min().orElse(0));
  }

  /** Number of windows that count. */
  static long counted(List<Window> windows) {
    return windows.stream().filter(Window::counts).count();
  }

  /**
   * The rate of the best window that counts. If none counts, the best rate by CPU time, which is
   * about right but is not kept.
   */
  static double best(List<Window> windows) {
    return windows.stream()
        .filter(Window::counts)
        .mapToDouble(Window::perSecond)
        .max()
        .orElseGet(() -> windows.stream().mapToDouble(Window::perCpuSecond).max().orElseThrow());
  }
}
