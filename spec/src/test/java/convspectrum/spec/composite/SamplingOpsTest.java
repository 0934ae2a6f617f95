package convspectrum.spec.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes, weights and products of ops that read at live places. */
class SamplingOpsTest {
  private static final Shape MAP = Shape.of(2, 4, 7, 6);

  private static DeformConv deformed(int groups, int offsets) {
    return new DeformConv(6, Window.same(3), groups, offsets, true, true);
  }

  private static GridSample sample() {
    return new GridSample(Sampling.LINEAR, Border.ZEROS, false);
  }

  private static RoiAlign align() {
    return new RoiAlign(PoolKind.AVERAGE, 3, 2, 0, 1, true);
  }

  static List<Arguments> shapes() {
    return List.of(
        shape(sample(), Shape.of(2, 4, 5, 8), MAP, Shape.of(2, 5, 8, 2)),
        shape(sample(), Shape.of(1, 3, 2, 2, 9), Shape.of(1, 3, 4, 4, 4), Shape.of(1, 2, 2, 9, 3)),
        shape(new AffineGrid(List.of(5, 6), true), Shape.of(3, 5, 6, 2), Shape.of(3, 2, 3)),
        shape(
            deformed(2, 2),
            Shape.of(2, 6, 7, 6),
            MAP,
            Shape.of(2, 36, 7, 6),
            Shape.of(2, 18, 7, 6)),
        shape(align(), Shape.of(5, 4, 3, 2), MAP, Shape.of(5, 4), Shape.of(5)),
        shape(new RoiPool(3, 2, 1), Shape.of(5, 4, 3, 2), MAP, Shape.of(5, 5)),
        // Three classes of two maps with at most five boxes each.
        shape(
            new NonMaxSuppression(5, 0.5, 0, false),
            Shape.of(30, 3),
            Shape.of(2, 9, 4),
            Shape.of(2, 3, 9)),
        shape(
            new NonMaxSuppression(50, 0.5, 0, false),
            Shape.of(54, 3),
            Shape.of(2, 9, 4),
            Shape.of(2, 3, 9)),
        shape(
            new Scatter(new Scatter.AlongAxis(1), Scatter.Combination.ADD),
            MAP,
            MAP,
            Shape.of(1, 9, 2, 3),
            Shape.of(1, 9, 2, 3)),
        shape(
            new Scatter(new Scatter.OfLastAxis(), Scatter.Combination.ADD),
            MAP,
            MAP,
            Shape.of(8, 2),
            Shape.of(8, 7, 6)),
        shape(new LpPool(2, Window.square(2, 2, 0), true), Shape.of(2, 4, 4, 3), MAP));
  }

  private static Arguments shape(CompositeOp op, Shape expected, Shape... inputs) {
    return Arguments.of(op, expected, List.of(inputs));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void shapesAreWorkedByHand(CompositeOp op, Shape expected, List<Shape> inputs) {
    assertThat(op.shape(inputs)).isEqualTo(expected);
  }

  static List<Arguments> refused() {
    return List.of(
        Arguments.of(sample(), List.of(MAP, Shape.of(2, 5, 8, 3)), "grid of 2x5x8x3 for 2x4x7x6"),
        Arguments.of(sample(), List.of(MAP, Shape.of(2, 5, 2)), "GridSample of"),
        Arguments.of(
            new AffineGrid(List.of(5, 6), true),
            List.of(Shape.of(3, 3, 4)),
            "expected matrices of (N, 2, 3)"),
        Arguments.of(
            deformed(1, 1),
            List.of(MAP, Shape.of(2, 9, 7, 6), Shape.of(2, 9, 7, 6)),
            "offsets of 2x9x7x6; expected 2x18x7x6"),
        Arguments.of(
            deformed(1, 3),
            List.of(MAP, Shape.of(2, 54, 7, 6), Shape.of(2, 27, 7, 6)),
            "3 groups of offsets do not divide 4 channels"),
        Arguments.of(align(), List.of(MAP, Shape.of(5, 5), Shape.of(5)), "expected (R, 4) and (R)"),
        Arguments.of(
            new NonMaxSuppression(5, 0.5, 0, false),
            List.of(Shape.of(1, 9, 4), Shape.of(1, 3, 8)),
            "boxes of 1x9x4 with scores of 1x3x8"),
        Arguments.of(
            new Scatter(new Scatter.OfLastAxis(), Scatter.Combination.ADD),
            List.of(MAP, Shape.of(8, 2), Shape.of(8, 7)),
            "updates of 8x7 at indices of 8x2 do not fit 2x4x7x6"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void shapesThatDoNotFitAreNamed(CompositeOp op, List<Shape> inputs, String message) {
    assertThatThrownBy(() -> op.shape(inputs))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(message);
  }

  /** 64 to 64 channels of 64×64 by 3×3: 64 · 4,096 · 9 · 64 products, 64 · 64 · 9 + 64 weights. */
  @Test
  void deformableConvolutionIsAConvolution() {
    DeformConv conv = new DeformConv(64, Window.same(3), 1, 1, false, true);
    List<Shape> inputs = List.of(Shape.of(1, 64, 64, 64), Shape.of(1, 18, 64, 64));
    assertThat(conv.macs(inputs)).isEqualTo(150_994_944);
    long stored = conv.parameters(inputs).stream().mapToLong(s -> s.shape().elements()).sum();
    assertThat(stored).isEqualTo(36_928);
    List<Shape> grouped = List.of(MAP, Shape.of(2, 36, 7, 6), Shape.of(2, 18, 7, 6));
    // 2 · 6 · 42 outputs of 9 · 2.
    assertThat(deformed(2, 2).macs(grouped)).isEqualTo(9072);
  }

  /** Each of 3 · 5 · 6 places has 2 coordinates of 3 products. */
  @Test
  void affineGridIsAProduct() {
    AffineGrid grid = new AffineGrid(List.of(5, 6), false);
    assertThat(grid.macs(List.of(Shape.of(3, 2, 3)))).isEqualTo(540);
  }

  @Test
  void powersBelowOneAreRefused() {
    assertThatThrownBy(() -> new LpPool(0, Window.square(2, 2, 0), false))
        .isInstanceOf(ShapeException.class)
        .hasMessage("p 0; expected at least 1");
    assertThatThrownBy(() -> new LpPool(1, new Window(2, 2, 1, 1, 1, 1, Padding.all(2)), false))
        .isInstanceOf(ShapeException.class);
  }

  /** A graph has one node for the op, whatever its definition is made of. */
  @Test
  void oneOpIsOneNode() {
    GraphBuilder builder = new GraphBuilder("g");
    Node x = builder.input("x", MAP);
    Node grid = builder.input("grid", Shape.of(2, 5, 8, 2));
    Op op = sample();
    assertThat(builder.build(builder.add("y", op, x, grid)).nodes()).hasSize(3);
  }
}
