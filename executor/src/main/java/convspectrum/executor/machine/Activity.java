package convspectrum.executor.machine;

/**
 * Counters of the machine's activity up to a moment. The difference between two of them shows what
 * disturbed the time between them.
 *
 * @param cpuSeconds total CPU time over all CPUs, idle or busy; 0 where unknown
 * @param busySeconds the part of it that any program on this machine used, including this process
 * @param stolenSeconds the part of it that the hypervisor gave to other virtual machines
 * @param ownSeconds CPU time used by this process
 * @param involuntarySwitches how often the kernel took a CPU away from this process
 * @param collections garbage collections of this Java virtual machine
 * @param throttledSeconds how long a CPU quota stopped this process's control groups, added up over
 *     CPUs
 */
public record Activity(
    double cpuSeconds,
    double busySeconds,
    double stolenSeconds,
    double ownSeconds,
    long involuntarySwitches,
    long collections,
    double throttledSeconds) {

  /** The value that stands for no known activity. */
  public static final Activity NONE = new Activity(0, 0, 0, 0, 0, 0, 0);

  /** Returns the activity since an earlier moment. */
  public Activity since(Activity earlier) {
    return new Activity(
        cpuSeconds - earlier.cpuSeconds,
        busySeconds - earlier.busySeconds,
        stolenSeconds - earlier.stolenSeconds,
        ownSeconds - earlier.ownSeconds,
        involuntarySwitches - earlier.involuntarySwitches,
        collections - earlier.collections,
        throttledSeconds - earlier.throttledSeconds);
  }

  /** Returns the sum of the activities in two time spans. */
  public Activity plus(Activity other) {
    return new Activity(
        cpuSeconds + other.cpuSeconds,
        busySeconds + other.busySeconds,
        stolenSeconds + other.stolenSeconds,
        ownSeconds + other.ownSeconds,
        involuntarySwitches + other.involuntarySwitches,
        collections + other.collections,
        throttledSeconds + other.throttledSeconds);
  }

  /** The share of CPU time that went to other virtual machines, 0 to 1. */
  public double stealShare() {
    return cpuSeconds > 0 ? Math.clamp(stolenSeconds / cpuSeconds, 0, 1) : 0;
  }

  /** The share of the machine's CPU time that other processes used, 0 to 1. */
  public double othersShare() {
    return cpuSeconds > 0 ? Math.clamp((busySeconds - ownSeconds) / cpuSeconds, 0, 1) : 0;
  }

  /**
   * The share of the CPU time that this process asked for during which a CPU quota stopped it, 0 to
   * 1.
   */
  public double throttledShare() {
    double asked = ownSeconds + throttledSeconds;
    return asked > 0 ? Math.clamp(throttledSeconds / asked, 0, 1) : 0;
  }
}
