package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which values are feature maps with their channels together and which are row-major
 * matrices. Convolutions make maps, and so do ops that keep a map's shape.
 */
final class Layouts {
  private final Set<Node> maps = new HashSet<>();
  private final Set<Node> views = new HashSet<>();
  private final Set<FusedUnit> fast = new HashSet<>();

  private Layouts() {}

  static Layouts of(List<FusedUnit> units) {
    Layouts layouts = new Layouts();
    units.forEach(layouts::decide);
    return layouts;
  }

  Set<Node> maps() {
    return maps;
  }

  boolean isMap(Node node) {
    return maps.contains(node);
  }

  /** Whether the kernels for pointwise operations compute the unit. */
  boolean isFast(FusedUnit unit) {
    return fast.contains(unit);
  }

  /** Whether a separate task writes the value, so that it can write it to another position. */
  boolean madeHere(Node node) {
    return maps.contains(node) && !views.contains(node);
  }

  private void decide(FusedUnit unit) {
    Node node = unit.main();
    boolean fromMaps = unit.inputs().stream().allMatch(maps::contains);
    boolean pointwise = pointwise(unit);
    if (pointwise) {
      fast.add(unit);
    }
    boolean map =
        switch (node.op()) {
          case Op.Input input -> input.shape().rank() == 4;
          case Op.Conv _, Op.Resampling _, Op.ChannelShuffle _ -> true;
          case Op.BatchNorm _ -> node.shape().rank() == 4;
          case Op.ChannelScale _, Op.Scale _, Op.Unary _, Op.LayerNorm _, Op.Softmax _, Op.Pad _ ->
              fromMaps;
          case Op.Concat _, Op.Slice _ -> fromMaps;
          case Op.Reduce reduce -> fromMaps && pools(reduce);
          case Op.Activation _ -> fromMaps;
          case Op.Broadcast _ -> hasWholeMap(unit);
          // A permutation from channels last: a map is stored like this.
          case Op.Transpose transpose -> transpose.permutation().equals(List.of(0, 3, 1, 2));
          // A transposed convolution; the others have no kernel.
          case Op.Composite composite -> composite instanceof TransposedConv;
          case Op.Constant _, Op.Linear _, Op.MatMul _, Op.Gather _, Op.Zero _, Op.View _ -> false;
        };
    if (map) {
      maps.add(unit.result());
    }
    if (node.op() instanceof Op.Input
        || (node.op() instanceof Op.Slice slice && slice.axis() == 1)
        || node.op() instanceof Op.ChannelShuffle) {
      views.add(unit.result());
    }
  }

  private boolean hasWholeMap(FusedUnit unit) {
    return unit.inputs().stream()
        .anyMatch(input -> maps.contains(input) && input.shape().equals(unit.main().shape()));
  }

  /** Whether a reduction of a map is a pool over the whole picture. */
  private static boolean pools(Op.Reduce reduce) {
    boolean known = reduce.function() == Reduction.MEAN || reduce.function() == Reduction.MAX;
    return known && reduce.axes().equals(List.of(2, 3));
  }

  private boolean pointwise(FusedUnit unit) {
    Node node = unit.main();
    Shape whole = node.shape();
    if (unit.inputs().stream().noneMatch(input -> input.shape().equals(whole))) {
      return false;
    }
    boolean equal = unit.inputs().stream().allMatch(input -> input.shape().equals(whole));
    return switch (node.op()) {
      case Op.Activation _ -> true;
      case Op.Add _, Op.Multiply _ ->
          equal
              || (unit.inputs().size() == 2
                  && hasWholeMap(unit)
                  && unit.inputs().stream()
                      .allMatch(
                          input -> input.shape().equals(whole) || pixel(input.shape(), whole)));
      case Op.Binary binary -> equal && operation(binary).isPresent();
      default -> false;
    };
  }

  /** Whether a shape has one pixel for each picture. */
  private static boolean pixel(Shape shape, Shape whole) {
    return shape.rank() == 4
        && shape.batch() == whole.batch()
        && shape.channels() == whole.channels()
        && shape.height() == 1
        && shape.width() == 1;
  }

  /** Returns the kernels' operation for an op, if there is one. */
  static Optional<Operation> operation(Op.Binary binary) {
    return switch (binary.function()) {
      case SUBTRACT -> Optional.of(Operation.SUBTRACT);
      case DIVIDE -> Optional.of(Operation.DIVIDE);
      case MAXIMUM -> Optional.of(Operation.MAXIMUM);
      case MINIMUM -> Optional.of(Operation.MINIMUM);
      case QUOTIENT, MODULO, REMAINDER, POWER, PRELU, EQUAL, GREATER, LESS -> Optional.empty();
    };
  }
}
