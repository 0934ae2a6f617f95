package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.List;

/**
 * Scaled dot-product attention, softmax(scale · QKᵀ + mask) · V (Vaswani et al., arXiv 1706.03762),
 * in heads. Inputs are Q, K and V, then what the flags name, in their order: the mask, the keys and
 * values of earlier tokens, the number of valid keys of each sample.
 *
 * <p>Q is (N, heads, L, D), K (N, kvHeads, S, D) and V (N, kvHeads, S, E), and the result (N,
 * heads, L, E); or all have their heads in the last axis: (N, L, heads · D) and so on. With fewer
 * heads of keys than of queries, neighbouring queries share one (Ainslie et al., arXiv 2305.13245).
 *
 * @param heads heads of Q
 * @param kvHeads heads of K and V, a divisor of {@code heads}
 * @param scale what products are multiplied by, usually 1 / √D
 * @param softcap the bound c of products, which become c · tanh(product / c); 0 for no bound
 * @param causal whether query i sees the earlier keys and the keys up to i only
 * @param mask what the mask holds
 * @param past whether keys and values of earlier tokens are given, (N, kvHeads, P, D) and (…, E)
 * @param lengths whether the number of valid keys of each sample is given, (N); a causal query then
 *     counts from the last of them
 */
public record Attention(
    int heads,
    int kvHeads,
    double scale,
    double softcap,
    boolean causal,
    Mask mask,
    boolean past,
    boolean lengths)
    implements CompositeOp {
  /**
   * What a mask holds. Its axes are broadcast to (N, heads, L, S); a last axis of fewer keys masks
   * those that it lacks.
   */
  public enum Mask {
    /** There is none. */
    NONE,
    /** Numbers that are added to the products. */
    ADDED,
    /** 1 where a query sees a key, else 0. */
    TRUTH
  }

  public Attention {
    if (heads < 1 || kvHeads < 1 || heads % kvHeads != 0) {
      throw new ShapeException(
          "attention of %d heads on %d heads of keys; expected a divisor"
              .formatted(heads, kvHeads));
    }
    if (past && lengths) {
      throw new ShapeException("attention with earlier keys and lengths; expected one of them");
    }
  }

  /** The number of inputs. */
  int inputs() {
    return 3 + (mask == Mask.NONE ? 0 : 1) + (past ? 2 : 0) + (lengths ? 1 : 0);
  }

  /** The position of the mask among the inputs. */
  public int maskAt() {
    return 3;
  }

  /** The position of the earlier keys, or of the lengths, among the inputs. */
  public int pastAt() {
    return mask == Mask.NONE ? 3 : 4;
  }

  /** The sizes of an attention. */
  record Sizes(int batch, int queries, int earlier, int keys, int inner, int outer) {
    /** Keys, earlier ones included. */
    int allKeys() {
      return Math.addExact(earlier, keys);
    }
  }

  Sizes sizes(List<Shape> inputs) {
    if (inputs.size() != inputs()) {
      throw new ShapeException("attention takes " + inputs() + " inputs, found " + inputs.size());
    }
    Shape q = inHeads(inputs.get(0), heads);
    Shape k = inHeads(inputs.get(1), kvHeads);
    Shape v = inHeads(inputs.get(2), kvHeads);
    if (inputs.get(0).rank() != inputs.get(1).rank()
        || q.batch() != k.batch()
        || k.batch() != v.batch()
        || q.dim(3) != k.dim(3)
        || k.dim(2) != v.dim(2)) {
      throw new ShapeException(
          "attention of queries %s, keys %s and values %s; expected equal batches, as wide keys as queries and as many values as keys"
              .formatted(inputs.get(0), inputs.get(1), inputs.get(2)));
    }
    int earlier = past ? inputs.get(pastAt()).dim(2) : 0;
    Sizes sizes = new Sizes(q.batch(), q.dim(2), earlier, k.dim(2), k.dim(3), v.dim(3));
    requireOthers(inputs, sizes);
    return sizes;
  }

  private void requireOthers(List<Shape> inputs, Sizes sizes) {
    if (mask != Mask.NONE) {
      requireMask(inputs.get(maskAt()), sizes);
    }
    if (past) {
      Shape key = Shape.of(sizes.batch, kvHeads, sizes.earlier, sizes.inner);
      CompositeShapes.requireEqual("earlier keys", inputs.get(pastAt()), key);
      CompositeShapes.requireEqual(
          "earlier values", inputs.get(pastAt() + 1), key.with(3, sizes.outer));
    }
    if (lengths) {
      CompositeShapes.requireEqual("lengths", inputs.get(pastAt()), Shape.of(sizes.batch));
    }
  }

  private void requireMask(Shape found, Sizes sizes) {
    int[] whole = {sizes.batch, heads, sizes.queries, sizes.allKeys()};
    boolean fits = found.rank() >= 1 && found.rank() <= 4;
    for (int i = 1; fits && i <= found.rank(); i++) {
      int size = found.dim(-i);
      fits = size == whole[4 - i] || size == 1 || (i == 1 && size < whole[3]);
    }
    if (!fits) {
      throw new ShapeException(
          "a mask of %s; expected one that is broadcast to %s".formatted(found, Shape.of(whole)));
    }
  }

  /** (N, heads, tokens, features), of either form. */
  private static Shape inHeads(Shape shape, int heads) {
    boolean joined = shape.rank() == 3;
    if (!joined && shape.rank() != 4) {
      throw new ShapeException(
          "attention of " + shape + "; expected (batch, heads, tokens, features) or three axes");
    }
    if (joined ? shape.dim(2) % heads != 0 : shape.dim(1) != heads) {
      throw new ShapeException(shape + " in " + heads + " heads; expected as many, or a multiple");
    }
    return joined ? Shape.of(shape.batch(), heads, shape.dim(1), shape.dim(2) / heads) : shape;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Sizes sizes = sizes(inputs);
    return inputs.getFirst().rank() == 3
        ? Shape.of(sizes.batch, sizes.queries, Math.multiplyExact(heads, sizes.outer))
        : Shape.of(sizes.batch, heads, sizes.queries, sizes.outer);
  }

  /**
   * N · heads · L · S · (D + E), of masked keys too: four heads of 20 queries and keys of 16
   * features are 4 · 20 · 20 · 32 = 51,200.
   */
  @Override
  public long macs(List<Shape> inputs) {
    Sizes sizes = sizes(inputs);
    return Math.multiplyExact(products(inputs), (long) sizes.inner + sizes.outer);
  }

  /** How many products of a query and a key there are: N · heads · L · S. */
  public long products(List<Shape> inputs) {
    Sizes sizes = sizes(inputs);
    long queries = Math.multiplyExact((long) sizes.batch * heads, (long) sizes.queries);
    return Math.multiplyExact(queries, (long) sizes.allKeys());
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    return AttentionStages.of(this, inputs, parts).result();
  }
}
