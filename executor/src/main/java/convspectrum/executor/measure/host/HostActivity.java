package convspectrum.executor.measure.host;

import convspectrum.executor.machine.Activity;

/**
 * The activity of a host that the instruments of this process do not see.
 *
 * @param own its CPU time, context switches and collections; zero for this process itself
 * @param idleSeconds time that it waited for its turns
 * @param idleCpuSeconds CPU time that it used while it waited, which the timed design lacked
 */
public record HostActivity(Activity own, double idleSeconds, double idleCpuSeconds) {
  /** The value for no activity or unknown activity. */
  public static final HostActivity NONE = new HostActivity(Activity.NONE, 0, 0);

  /** Returns the activity since an earlier moment. */
  public HostActivity since(HostActivity earlier) {
    return new HostActivity(
        own.since(earlier.own),
        idleSeconds - earlier.idleSeconds,
        idleCpuSeconds - earlier.idleCpuSeconds);
  }

  /** Returns the sum of the activities in two time spans. */
  public HostActivity plus(HostActivity other) {
    return new HostActivity(
        own.plus(other.own),
        idleSeconds + other.idleSeconds,
        idleCpuSeconds + other.idleCpuSeconds);
  }

  /** The share of a CPU that it used while it waited. */
  public double idleShare() {
    return idleSeconds > 0 ? Math.max(0, idleCpuSeconds / idleSeconds) : 0;
  }
}
