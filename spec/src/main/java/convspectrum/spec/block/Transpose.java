package convspectrum.spec.block;

import java.util.List;

/** The axes in another order. */
@Doc("The axes in another order.")
public record Transpose(
    @Main @Doc("for each output axis, the input axis it is") List<Integer> order) implements Block {
  public Transpose {
    order = List.copyOf(order);
  }
}
