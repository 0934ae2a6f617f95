package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/** The channels cut in parts, each through a body of its own, joined. */
@Doc("The channels cut in parts, each through a body of its own, joined.")
public record Split(
    @Doc("a body per part") List<Body> of,
    @Doc("the parts' shares of the channels; equal without it, the remainder to the first")
        @Default("none")
        Optional<List<Double>> shares,
    @Doc("the parts' channels, instead of shares") @Default("none") Optional<List<Integer>> sizes,
    @Doc("how the parts' results become one") @Default("concat") Join join)
    implements Block {
  public Split {
    of = List.copyOf(of);
    if (of.isEmpty()) {
      throw new FieldException("of", "found an empty list", "at least one body");
    }
    Mixed.checkShares(shares, of.size());
    sizes = sizes.map(List::copyOf);
    if (sizes.isPresent() && sizes.get().size() != of.size()) {
      throw new FieldException(
          "sizes",
          "found " + sizes.get().size() + " sizes of " + of.size() + " parts",
          "one per part");
    }
  }
}
