package convspectrum.spec.graph;

/** How a resize finds values between pixels; the names follow PyTorch's {@code interpolate}. */
public enum Interpolation {
  /** Output pixel i takes input pixel ⌊i · in/out⌋. */
  NEAREST,
  /** Linear in both directions between pixel centres (half-pixel). */
  BILINEAR,
  /** Linear in both directions, corner pixels aligned. */
  BILINEAR_ALIGN_CORNERS
}
