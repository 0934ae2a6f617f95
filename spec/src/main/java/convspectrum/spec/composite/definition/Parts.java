package convspectrum.spec.composite.definition;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;

/** Where the primitive ops go that one op is made of. */
public interface Parts {
  /** A node on the way to the result; {@code part} is its name within the op. */
  Node part(String part, Op op, Node... operands);

  /** Numbers that belong to the op and were not learned. */
  Node constant(String part, Tensor value);

  /** A node in another shape; itself where that is its own. */
  default Node reshaped(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : part("reshaped", new Op.Reshape(shape), x);
  }
}
