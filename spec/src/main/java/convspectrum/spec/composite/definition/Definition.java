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

  /**
   * Adds a node that stores something of the composite.
   *
   * @param stored by role of the new node, what its slot holds
   */
  Node part(String part, Op op, Node operand, Map<String, Stored> stored);

  /**
   * Adds what the composite stores in a slot as a node.
   *
   * @param shape of the node, with as many elements as the slot
   */
  Node stored(String role, Shape shape);
}
