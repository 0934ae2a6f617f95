package convspectrum.spec.composite.sampling;

/** How values between places are found. */
public enum Sampling {
  /** The nearest place; of two that are equally near, the one at an even index. */
  NEAREST,
  /** Linear along each axis. */
  LINEAR,
  /** Keys' cubic kernel over four places of each axis, with a = −0.75. */
  CUBIC
}
