package convspectrum.spec.composite.definition;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;

/** Takes the primitive ops that one op is made of. */
public interface Parts {
  /** Adds a node that leads to the result; {@code part} is its name within the op. */
  Node part(String part, Op op, Node... operands);

  /** Adds numbers that belong to the op and were not learned. */
  Node constant(String part, Tensor value);

  /** Adds one number, which has no axes. */
  default Node number(String part, double value) {
    return constant(part, Tensor.of(Shape.of(), new float[] {(float) value}));
  }

  /** Adds the same number at every place of a shape. */
  default Node filled(String part, Shape shape, double value) {
    Tensor filled = Tensor.zeros(shape);
    Arrays.fill(filled.data(), (float) value);
    return constant(part, filled);
  }

  /** A node in another shape; itself where that is its own. */
  default Node reshaped(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : part("reshaped", new Op.Reshape(shape), x);
  }
}
