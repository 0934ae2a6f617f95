package convspectrum.executor.measure.host;

import convspectrum.executor.machine.Activity;

/**
 * What a host has done beside what the instruments of this process see.
 *
 * @param own its CPU time, context switches and collections; none for this process itself
 * @param idleSeconds how long it waited for its turns
 * @param idleCpuSeconds CPU time that it used while it waited: taken from whoever was timed
 */
public record HostActivity(Activity own, double idleSeconds, double idleCpuSeconds) {
  /** Nothing, or nothing known. */
  public static final HostActivity NONE = new HostActivity(Activity.NONE, 0, 0);

  /** What it did since an earlier moment. */
  public HostActivity since(HostActivity earlier) {
    return new HostActivity(
        own.since(earlier.own),
        idleSeconds - earlier.idleSeconds,
        idleCpuSeconds - earlier.idleCpuSeconds);
  }

  /** What it did in both of two spans. */
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
