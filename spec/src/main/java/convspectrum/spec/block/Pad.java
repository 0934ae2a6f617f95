package convspectrum.spec.block;

/** A constant around height and width. */
@Doc("A constant around height and width.")
public record Pad(
    @Main @Doc("n, [vertical, horizontal] or [top, left, bottom, right]") PaddingRule padding,
    @Doc("the constant") @Default("0") double value)
    implements Block {
  public Pad {
    if (!(padding instanceof PaddingRule.Explicit)) {
      throw new FieldException("padding", "found a rule for kernels", "expected numbers of pixels");
    }
  }
}
