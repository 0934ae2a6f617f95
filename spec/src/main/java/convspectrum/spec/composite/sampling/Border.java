package convspectrum.spec.composite.sampling;

/** What lies beyond the outermost places. */
public enum Border {
  /** Every place beyond is 0. */
  ZEROS,
  /** Every place beyond equals the outermost one. */
  EDGE,
  /** The places are mirrored at the border. */
  REFLECTION
}
