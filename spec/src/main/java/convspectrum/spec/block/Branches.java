package convspectrum.spec.block;

import java.util.List;

/** Bodies side by side on the same input, joined. */
@Doc("Bodies side by side on the same input, joined.")
public record Branches(
    @Doc("how their results become one") @Default("concat") Join join,
    @Doc("the bodies") List<Body> of)
    implements Block {
  public Branches {
    of = List.copyOf(of);
    if (of.isEmpty()) {
      throw new FieldException("of", "found an empty list", "at least one body");
    }
  }
}
