package convspectrum.costmodel.convention;

/** What a tool's figure counts. A table that prints a figure prints its unit too. */
public enum Unit {
  /** Multiply-accumulates; whatever else is counted is added one for one. */
  MAC,
  /** Floating-point operations; a multiply-accumulate is two. */
  FLOP
}
