package convspectrum.spec.block;

/** Dropout: the identity at inference. */
@Doc("Dropout: the identity at inference.")
public record Dropout(
    @Main @Doc("the part of values that training drops") @Default("0.5") double rate)
    implements Block {
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new FieldException("rate", "found " + rate, "expected at least 0 and below 1");
    }
  }
}
