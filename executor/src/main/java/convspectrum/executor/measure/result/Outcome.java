package convspectrum.executor.measure.result;

/** What came of measuring one design on one runtime. */
public sealed interface Outcome permits Measurement, NotMeasured {
  /** The design's label. */
  String design();

  /** What it was measured on, or should have been. */
  Conditions conditions();
}
