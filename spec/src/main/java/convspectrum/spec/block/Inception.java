package convspectrum.spec.block;

import convspectrum.spec.graph.PoolKind;
import java.util.List;
import java.util.Optional;

/**
 * An Inception module: a 1×1 tower, spatial towers behind 1×1 reductions, and a pooled tower,
 * concatenated.
 */
@Doc(
    "An Inception module: a 1×1 tower, spatial towers behind 1×1 reductions, and a pooled tower, concatenated.")
public record Inception(
    @Doc("channels of the 1×1 tower") @Default("none") @AtLeast(1) Optional<Integer> pointwise,
    @Doc("the spatial towers") List<Tower> towers,
    @Doc("channels of the 1×1 convolution behind a 3×3 pool") @Default("none") @AtLeast(1)
        Optional<Integer> pool,
    @Doc("kind of that pool") @Default("max") PoolKind poolKind,
    @Doc("whether convolutions add a bias") @Default("false") boolean bias,
    @Doc("a norm after each convolution") @Default("none") Optional<Norm> norm,
    @Doc("an activation after each convolution") @Default("relu") Optional<Activation> activation)
    implements Block {
  public Inception {
    towers = List.copyOf(towers);
    if (towers.isEmpty() && pointwise.isEmpty() && pool.isEmpty()) {
      throw new FieldException("towers", "found an empty list", "at least one tower");
    }
  }
}
