package convspectrum.spec.composite.sampling;

/** What lies beyond the outermost places. */
public enum Border {
  /** Zeros. */
  ZEROS,
  /** The outermost place. */
  EDGE,
  /** The places mirrored. */
  REFLECTION
}
