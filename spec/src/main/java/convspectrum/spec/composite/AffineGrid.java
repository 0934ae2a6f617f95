package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.Tensor;
import java.util.List;

/**
 * The sampling grid of an affine transformation (Jaderberg et al., arXiv 1506.02025): of matrices
 * (N, r, r + 1) a grid (N, O1, …, Or, r), the coordinate of the last axis first.
 *
 * @param size O1 to Or
 * @param alignCorners whether −1 and 1 are the centres of the outermost places, else their edges
 */
public record AffineGrid(List<Integer> size, boolean alignCorners) implements CompositeOp {
  public AffineGrid {
    size = List.copyOf(size);
    if (size.isEmpty() || size.stream().anyMatch(places -> places < 1)) {
      throw new ShapeException("grid of " + size + " places; expected at least 1 along each axis");
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    int axes = size.size();
    Shape matrices = inputs.size() == 1 ? inputs.getFirst() : Shape.of();
    boolean fit = matrices.rank() == 3 && matrices.dim(1) == axes && matrices.dim(2) == axes + 1;
    if (!fit) {
      throw new ShapeException(
          "%s of %s; expected matrices of (N, %d, %d)"
              .formatted(typeName(), inputs, axes, axes + 1));
    }
    int[] dims = new int[axes + 2];
    dims[0] = matrices.dim(0);
    for (int i = 0; i < axes; i++) {
      dims[1 + i] = size.get(i);
    }
    dims[axes + 1] = axes;
    return Shape.of(dims);
  }

  /** Each coordinate is a row of the matrix times r + 1 numbers: 2 · 3 · 5 · 6 of a 5×6 grid. */
  @Override
  public long macs(List<Shape> inputs) {
    return Math.multiplyExact(shape(inputs).elements(), size.size() + 1L);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node matrices = inputs.getFirst();
    Node transposed = parts.part("transposed", new Op.Transpose(List.of(0, 2, 1)), matrices);
    Node places = parts.constant("places", places());
    Node grid = parts.part("grid", new Op.MatMul(), places, transposed);
    return parts.reshaped(grid, shape(List.of(matrices.shape())));
  }

  /** The places of the untransformed grid, (O1 · … · Or, r + 1), each with a 1 behind it. */
  private Tensor places() {
    int axes = size.size();
    int count = size.stream().reduce(1, Math::multiplyExact);
    Tensor places = Tensor.zeros(Shape.of(count, axes + 1));
    for (int i = 0; i < count; i++) {
      int rest = i;
      for (int axis = axes - 1; axis >= 0; axis--) {
        int of = size.get(axis);
        places.data()[i * (axes + 1) + axes - 1 - axis] = (float) coordinate(rest % of, of);
        rest /= of;
      }
      places.data()[i * (axes + 1) + axes] = 1;
    }
    return places;
  }

  /** A single place is the last one, as in ONNX Runtime; in PyTorch it is the centre. */
  private double coordinate(int place, int of) {
    if (alignCorners) {
      return of == 1 ? 1 : 2.0 * place / (of - 1) - 1;
    }
    return (2.0 * place + 1) / of - 1;
  }
}
