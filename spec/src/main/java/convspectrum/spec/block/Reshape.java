package convspectrum.spec.block;

import java.util.List;

/** The same elements in another shape. */
@Doc("The same elements in another shape.")
public record Reshape(@Main @Doc("all dimensions, the batch included") List<Integer> shape)
    implements Block {
  public Reshape {
    shape = List.copyOf(shape);
  }
}
