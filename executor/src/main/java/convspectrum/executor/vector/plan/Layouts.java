package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.ElementwiseKernel.Operation;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which values are feature maps with their channels together, and which are row-major matrices: a
 * map is what a convolution makes, and what is made of maps without leaving their shape.
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

  /** Whether a unit's work is done by the kernels for pointwise operations. */
  boolean isFast(FusedUnit unit) {
    return fast.contains(unit);
  }

  /** Whether the value is written by a task of its own, which may as well write it elsewhere. */
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
          case Op.Conv _, Op.Pool _, Op.GlobalPool _, Op.ChannelShuffle _ -> true;
          case Op.BatchNorm _ -> node.shape().rank() == 4;
          case Op.ChannelScale _, Op.Scale _ -> fromMaps && node.shape().rank() == 4;
          case Op.Activation _, Op.Add _, Op.Multiply _, Op.Binary _ -> pointwise && fromMaps;
          case Op.Concat concat -> fromMaps && concat.axis() == 1;
          case Op.Slice slice -> fromMaps && slice.axis() == 1;
          default -> false;
        };
    if (map) {
      maps.add(unit.result());
    }
    if (node.op() instanceof Op.Input
        || node.op() instanceof Op.Slice
        || node.op() instanceof Op.ChannelShuffle) {
      views.add(unit.result());
    }
  }

  private boolean pointwise(FusedUnit unit) {
    Node node = unit.main();
    boolean fromMaps = unit.inputs().stream().allMatch(maps::contains);
    boolean known =
        switch (node.op()) {
          case Op.Activation _, Op.Add _, Op.Multiply _ -> true;
          case Op.Binary binary -> operation(binary).isPresent();
          default -> false;
        };
    if (!known) {
      return false;
    }
    boolean commutes = node.op() instanceof Op.Add || node.op() instanceof Op.Multiply;
    return unit.inputs().stream()
            .allMatch(input ->
                input.shape().equals(node.shape())
                    || (fromMaps
                        && commutes
                        && unit.inputs().size() == 2
                        && pixel(input.shape(), node.shape())))
        && unit.inputs().stream().anyMatch(input -> input.shape().equals(node.shape()));
  }

  /** One pixel for each picture. */
  private static boolean pixel(Shape shape, Shape whole) {
    return shape.rank() == 4
        && shape.batch() == whole.batch()
        && shape.channels() == whole.channels()
        && shape.height() == 1
        && shape.width() == 1;
  }

  /** The kernels' name of an operation, if they have it. */
  static Optional<Operation> operation(Op.Binary binary) {
    return switch (binary.function()) {
      case SUBTRACT -> Optional.of(Operation.SUBTRACT);
      case DIVIDE -> Optional.of(Operation.DIVIDE);
      case MAXIMUM -> Optional.of(Operation.MAXIMUM);
      case MINIMUM -> Optional.of(Operation.MINIMUM);
      case POWER, PRELU, EQUAL, GREATER, LESS -> Optional.empty();
    };
  }
}
