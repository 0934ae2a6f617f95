package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the largest value of each window lies: an index into all elements of (N, C, H, W), of the
 * first one of equal values. The taps of the window are compared one after the other.
 */
final class PoolPlaces {
  private final OnnxNode node;
  private final Shape in;
  private final Shape out;
  private final Window window;
  private final boolean columnsFirst;

  private PoolPlaces(OnnxNode node, Shape in, Shape out, Window window) {
    this.node = node;
    this.in = in;
    this.out = out;
    this.window = window;
    this.columnsFirst = node.attributes().integer("storage_order", 0) != 0;
  }

  /**
   * The places.
   *
   * @param map (N, C, H, W)
   * @param out the shape of the pooled map
   */
  static Node of(OnnxNode node, Node map, Shape out, Window window) {
    return new PoolPlaces(node, map.shape(), out, window).places(map);
  }

  private Node places(Node map) {
    int top = window.padding().top();
    int left = window.padding().left();
    int below = reach(out.height(), window.strideHeight(), window.extentHeight()) - top;
    int right = reach(out.width(), window.strideWidth(), window.extentWidth()) - left;
    Node wide = bordered(map, 2, top, Math.max(0, below - in.height()));
    Node padded = bordered(wide, 3, left, Math.max(0, right - in.width()));
    @Nullable Node best = null;
    @Nullable Node places = null;
    for (int row = 0; row < window.kernelHeight(); row++) {
      Node rows =
          Selection.strided(
              node, padded, 2, row * window.dilationHeight(), window.strideHeight(), out.height());
      for (int column = 0; column < window.kernelWidth(); column++) {
        Node tap =
            Selection.strided(
                node, rows, 3, column * window.dilationWidth(), window.strideWidth(), out.width());
        Node own = node.constant("tap", inPlane(row, column));
        if (best == null || places == null) {
          best = tap;
          places = own;
        } else {
          Node more = node.part("more", new Op.Binary(BinaryFunction.GREATER), tap, best);
          places = node.part("place", new Op.Where(), more, own, places);
          best = node.part("best", new Op.Binary(BinaryFunction.MAXIMUM), tap, best);
        }
      }
    }
    return node.part(
        "places", new Op.Add(), Objects.requireNonNull(places), node.constant("planes", planes()));
  }

  private static int reach(int outputs, int stride, int extent) {
    return (outputs - 1) * stride + extent;
  }

  private Node bordered(Node x, int axis, int before, int after) {
    return Pieces.bordered(node, x, axis, before, after, -1 / 0.0);
  }

  /** Where a tap of each window lies in its plane. */
  private Tensor inPlane(int row, int column) {
    Tensor table = Tensor.zeros(Shape.of(out.height(), out.width()));
    for (int i = 0; i < table.data().length; i++) {
      int h =
          i / out.width() * window.strideHeight()
              + row * window.dilationHeight()
              - window.padding().top();
      int w =
          i % out.width() * window.strideWidth()
              + column * window.dilationWidth()
              - window.padding().left();
      table.data()[i] = columnsFirst ? w * in.height() + h : h * in.width() + w;
    }
    return table;
  }

  /** Where each plane begins. */
  private Tensor planes() {
    Tensor table = Tensor.zeros(Shape.of(in.batch(), in.channels(), 1, 1));
    for (int i = 0; i < table.data().length; i++) {
      table.data()[i] = (float) i * in.height() * in.width();
    }
    return table;
  }
}
