package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampler;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of (N, C, D1, …, Dr) at the places that a grid (N, O1, …, Or, r) names, each channel by
 * itself (Jaderberg et al., arXiv 1506.02025). A place is r coordinates from −1 to 1, that of the
 * last axis first.
 *
 * @param sampling how values between places are found
 * @param border what lies beyond the outermost places
 * @param alignCorners whether −1 and 1 are the centres of the outermost places, else their edges
 */
public record GridSample(Sampling sampling, Border border, boolean alignCorners)
    implements UncountedOp {
  @Override
  public Shape shape(List<Shape> inputs) {
    int rank = inputs.isEmpty() ? 0 : inputs.getFirst().rank();
    CompositeShapes.requireRanks(typeName(), inputs, rank, rank);
    Shape x = inputs.getFirst();
    Shape grid = inputs.getLast();
    if (rank < 3 || grid.dim(0) != x.dim(0) || grid.dim(-1) != rank - 2) {
      throw new ShapeException(
          "grid of %s for %s; expected as many maps, and one coordinate for each axis behind the channels"
              .formatted(grid, x));
    }
    int[] dims = x.toArray();
    System.arraycopy(grid.toArray(), 1, dims, 2, rank - 2);
    return Shape.of(dims);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Node grid = inputs.getLast();
    Shape result = shape(List.of(x.shape(), grid.shape()));
    int axes = result.rank() - 2;
    int places = Math.toIntExact(grid.shape().elements() / result.batch() / axes);
    Sampler sampler = new Sampler(parts, x, sampling, border, alignCorners);
    Node flat = parts.reshaped(grid, Shape.of(result.batch(), places, axes));
    List<Node> positions = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int last = axes - 1 - axis;
      Node coordinate =
          axes == 1 ? flat : parts.part("coordinate", new Op.Slice(2, last, last + 1), flat);
      positions.add(position(coordinate, x.shape().dim(2 + axis), sampler, parts));
    }
    Node sampled = parts.part("moved", new Op.Transpose(List.of(0, 2, 1)), sampler.at(positions));
    return parts.reshaped(sampled, result);
  }

  /** Where a coordinate lies among the places of an axis. */
  private Node position(Node coordinate, int size, Sampler sampler, Definition parts) {
    Node fromZero = sampler.plus(coordinate, 1);
    if (alignCorners) {
      Node part = parts.part("halved", new Op.Scale(0.5), fromZero);
      return parts.part("position", new Op.Scale(size - 1.0), part);
    }
    Node edge = sampler.plus(parts.part("scaled", new Op.Scale(size), fromZero), -1);
    return parts.part("position", new Op.Scale(0.5), edge);
  }
}
