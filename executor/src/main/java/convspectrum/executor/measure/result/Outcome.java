package convspectrum.executor.measure.result;

/** The result of trying to measure one design on one runtime. */
public sealed interface Outcome permits Measurement, NotMeasured {
  /** The design's label. */
  String design();

  /** The conditions under which it was measured, or should have been. */
  Conditions conditions();
}
