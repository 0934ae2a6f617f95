package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.List;

/**
 * The values that an attention computes one after the other; all but the result are (N, heads, L,
 * S).
 *
 * @param products scaled products of queries and keys
 * @param capped the products after the soft cap
 * @param masked the capped products after the mask
 * @param shares the softmax of these along the keys; 0 for a query that sees no key
 * @param result the sum of the values, each times its share
 */
public record AttentionStages(Node products, Node capped, Node masked, Node shares, Node result) {
  /** Writes an attention as primitive ops. */
  public static AttentionStages of(Attention op, List<Node> inputs, Parts parts) {
    return new Writing(op, inputs, parts).all();
  }

  private record Writing(Attention op, List<Node> inputs, Parts parts, Attention.Sizes sizes) {
    Writing(Attention op, List<Node> inputs, Parts parts) {
      this(op, inputs, parts, op.sizes(inputs.stream().map(Node::shape).toList()));
    }

    AttentionStages all() {
      Node q = parts.part("scaled", new Op.Scale(op.scale()), inHeads(0, op.heads()));
      Node k = withEarlier(inHeads(1, op.kvHeads()), 0);
      Node v = withEarlier(inHeads(2, op.kvHeads()), 1);
      Node turned = parts.part("turned", new Op.Transpose(List.of(0, 1, 3, 2)), k);
      // Queries that share keys are rows of one product.
      Node grouped = parts.reshaped(q, grouped(sizes.inner()));
      Node products =
          parts.reshaped(parts.part("products", new Op.MatMul(), grouped, turned), scores());
      Node capped = capped(products);
      Node masked = masked(capped);
      Node shares = shares(masked);
      Node whole = parts.reshaped(shares, grouped(sizes.allKeys()));
      Node weighed = parts.part("weighed", new Op.MatMul(), whole, v);
      Shape result = Shape.of(sizes.batch(), op.heads(), sizes.queries(), sizes.outer());
      return new AttentionStages(
          products, capped, masked, shares, joined(parts.reshaped(weighed, result)));
    }

    private Shape scores() {
      return Shape.of(sizes.batch(), op.heads(), sizes.queries(), sizes.allKeys());
    }

    private Shape grouped(int features) {
      int rows = Math.multiplyExact(op.heads() / op.kvHeads(), sizes.queries());
      return Shape.of(sizes.batch(), op.kvHeads(), rows, features);
    }

    private Node inHeads(int input, int heads) {
      Node x = inputs.get(input);
      Shape shape = x.shape();
      if (shape.rank() == 4) {
        return x;
      }
      Node apart =
          parts.reshaped(x, Shape.of(shape.batch(), shape.dim(1), heads, shape.dim(2) / heads));
      return parts.part("heads", new Op.Transpose(List.of(0, 2, 1, 3)), apart);
    }

    private Node joined(Node result) {
      if (inputs.getFirst().shape().rank() == 4) {
        return result;
      }
      Node turned = parts.part("tokens", new Op.Transpose(List.of(0, 2, 1, 3)), result);
      Shape shape = turned.shape();
      return parts.reshaped(
          turned, Shape.of(shape.batch(), shape.dim(1), shape.dim(2) * shape.dim(3)));
    }

    private Node withEarlier(Node x, int which) {
      return op.past()
          ? parts.part("all", new Op.Concat(2), inputs.get(op.pastAt() + which), x)
          : x;
    }

    private Node capped(Node products) {
      if (op.softcap() == 0) {
        return products;
      }
      Node small = parts.part("small", new Op.Scale(1 / op.softcap()), products);
      Node bent = parts.part("bent", Op.Activation.of(ActivationFunction.TANH), small);
      return parts.part("capped", new Op.Scale(op.softcap()), bent);
    }

    private Node masked(Node scores) {
      Node result = scores;
      switch (op.mask()) {
        case NONE -> {}
        case ADDED ->
            result = parts.part("masked", new Op.Add(), result, filledUp(Float.NEGATIVE_INFINITY));
        case TRUTH -> result = seen(filledUp(0), result);
      }
      if (op.lengths()) {
        result = seen(less(keys(), lengths()), result);
      }
      if (op.causal()) {
        result = seen(upToQuery(), result);
      }
      return result;
    }

    /** Minus infinity where a query does not see a key. */
    private Node seen(Node truth, Node scores) {
      Node never = parts.number("never", Double.NEGATIVE_INFINITY);
      return parts.part("masked", new Op.Where(), truth, scores, never);
    }

    /** The mask with {@code value} for the keys that it lacks. */
    private Node filledUp(float value) {
      Node mask = inputs.get(op.maskAt());
      int missing = sizes.allKeys() - mask.shape().dim(-1);
      if (missing == 0 || mask.shape().dim(-1) == 1) {
        return mask;
      }
      Node rest = parts.filled("rest", mask.shape().with(-1, missing), value);
      int last = mask.shape().rank() - 1;
      return parts.part("filled", new Op.Concat(last), mask, rest);
    }

    /** Key j is seen by query i if j ≤ i + earlier keys, or j ≤ i + length − L. */
    private Node upToQuery() {
      Tensor table = Tensor.zeros(Shape.of(sizes.queries(), sizes.allKeys()));
      for (int at = 0; at < table.data().length; at++) {
        int behind = at % sizes.allKeys() - at / sizes.allKeys();
        table.data()[at] =
            op.lengths() ? behind + sizes.queries() - 1 : behind <= sizes.earlier() ? 1 : 0;
      }
      Node constant = parts.constant("order", table);
      return op.lengths() ? less(constant, lengths()) : constant;
    }

    private Node lengths() {
      return parts.reshaped(inputs.get(op.pastAt()), Shape.of(sizes.batch(), 1, 1, 1));
    }

    /** The number of each key: 0, 1, …. */
    private Node keys() {
      Tensor row = Tensor.zeros(Shape.of(sizes.allKeys()));
      for (int i = 0; i < row.data().length; i++) {
        row.data()[i] = i;
      }
      return parts.constant("keys", row);
    }

    private Node less(Node a, Node b) {
      return parts.part("valid", new Op.Binary(BinaryFunction.LESS), a, b);
    }

    /**
     * The softmax along the keys. With a mask or lengths all keys of a query may be masked;
     * without, a causal query sees at least one.
     */
    private Node shares(Node masked) {
      Node shares = parts.part("shares", new Op.Softmax(3), masked);
      if (op.mask() == Attention.Mask.NONE && !op.lengths()) {
        return shares;
      }
      Node largest = parts.part("largest", new Op.Reduce(Reduction.MAX, List.of(3)), masked);
      Node never = parts.number("never", Double.NEGATIVE_INFINITY);
      Node blind = parts.part("blind", new Op.Binary(BinaryFunction.EQUAL), largest, never);
      Node zero = parts.number("zero", 0);
      return parts.part("seen", new Op.Where(), blind, zero, shares);
    }
  }
}
