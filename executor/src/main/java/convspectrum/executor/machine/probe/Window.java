package convspectrum.executor.machine.probe;

import java.util.List;

/**
 * Some milliseconds of work by one thread, or by several at once.
 *
 * @param perSecond work per second by the clock, added over threads
 * @param perCpuSecond the same per second in which a thread had its CPU
 * @param held the share of the time in which a thread had its CPU; of several threads the smallest
 */
record Window(double perSecond, double perCpuSecond, double held) {
  /** Interrupts take less than the rest, a switch to another thread far more. */
  private static final double LEAST_HELD = 0.98;

  /** Whether no thread lost its CPU meanwhile: else the clock went on and the work did not. */
  boolean counts() {
    return held >= LEAST_HELD;
  }

  /**
   * Of one thread.
   *
   * @param nanos by the clock
   * @param cpuNanos by the clock of the thread; below 0 where there is none
   */
  static Window of(double work, long nanos, long cpuNanos) {
    if (cpuNanos < 0) {
      return new Window(1e9 * work / nanos, 1e9 * work / nanos, 1);
    }
    double held = Math.clamp((double) cpuNanos / nanos, 1e-6, 1);
    return new Window(1e9 * work / nanos, 1e9 * work / (held * nanos), held);
  }

  /** Of threads that worked at the same time. */
  static Window together(List<Window> members) {
    return new Window(
        members.stream().mapToDouble(Window::perSecond).sum(),
        members.stream().mapToDouble(Window::perCpuSecond).sum(),
        members.stream().mapToDouble(Window::held).min().orElse(0));
  }

  /** How many count. */
  static long counted(List<Window> windows) {
    return windows.stream().filter(Window::counts).count();
  }

  /**
   * The rate of the best window that counts. Where none does, the best by the time that threads had
   * their CPUs: about right, and not to be kept.
   */
  static double best(List<Window> windows) {
    return windows.stream()
        .filter(Window::counts)
        .mapToDouble(Window::perSecond)
        .max()
        .orElseGet(() -> windows.stream().mapToDouble(Window::perCpuSecond).max().orElseThrow());
  }
}
