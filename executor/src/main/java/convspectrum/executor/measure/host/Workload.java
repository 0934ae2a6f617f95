package convspectrum.executor.measure.host;

/** What a host runs: the designs of a study on one runtime, by label. */
public interface Workload {
  /** The version of the runtime. */
  String version();

  /** A design as it is timed. */
  Job timed(String design);

  /** A design at the size at which its outputs are checked. */
  Job checked(String design);
}
