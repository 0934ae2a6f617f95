package convspectrum.executor.measure.host;

/** The designs that a host runs on one runtime, by label. */
public interface Workload {
  /** The version of the runtime. */
  String version();

  /** Returns a design as it is timed. */
  Job timed(String design);

  /** Returns a design at the input size at which its outputs are checked. */
  Job checked(String design);
}
