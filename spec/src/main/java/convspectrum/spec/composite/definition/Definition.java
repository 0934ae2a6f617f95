package convspectrum.spec.composite.definition;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The primitive ops of a composite, which may hold what the composite stores. */
public interface Definition extends Parts {
  /**
   * What a slot of a primitive op holds: the composite's slot {@code role}, arranged. Each learned
   * element must come into one slot, once, for its gradient to be that of the composite.
   *
   * @param role the composite's slot
   * @param arranged makes the values of the part's slot, of that slot's number of elements
   */
  record Stored(String role, UnaryOperator<Tensor> arranged) {
    /** The values of a slot as they are. */
    public static Stored plain(String role) {
      return new Stored(role, UnaryOperator.identity());
    }
  }

  /** A node that stores, by its own role, what the composite does. */
  Node part(String part, Op op, Node operand, Map<String, Stored> stored);

  /** What the composite stores, as a node of this shape, of as many elements. */
  Node stored(String role, Shape shape);
}
