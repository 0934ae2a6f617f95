package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;

/** Choices by places that the network computes: one gather of places in the whole tensor. */
final class LiveIndexReader {
  private LiveIndexReader() {}

  /** GatherElements: the element that each index names along one axis. */
  static Value gatherElements(OnnxNode node, int axis) {
    int[] data = node.dims(0);
    int[] of = node.dims(1);
    if (of.length != data.length) {
      throw new OpException(
          "places of " + Dims.text(of), "expected as many axes as " + Dims.text(data));
    }
    int[] strides = Dims.strides(data);
    Tensor start = Tensor.zeros(Shape.of(of));
    int[] own = Dims.strides(of);
    for (int i = 0; i < start.data().length; i++) {
      int at = 0;
      for (int j = 0; j < of.length; j++) {
        at += j == axis ? 0 : i / own[j] % of[j] * strides[j];
      }
      start.data()[i] = at;
    }
    Node places = fromFront(node, node.node(1), data[axis]);
    Node along = node.part("along", new Op.Scale(strides[axis]), places);
    Node all = node.part("places", new Op.Add(), along, node.constant("start", start));
    Node flat = node.reshaped(node.node(0), Shape.of(Dims.dim(Dims.elements(data))));
    return OnnxNode.computed(node.result(new Op.Gather(0), flat, all));
  }

  /** GatherND: the parts that the last axis of the indices names, for each batch by itself. */
  static Value gatherNd(OnnxNode node, int batchAxes) {
    int[] data = node.dims(0);
    int[] of = node.dims(1);
    int depth = of[of.length - 1];
    if (depth < 1 || depth > data.length - batchAxes) {
      throw new OpException(
          "places of " + Dims.text(of),
          "expected a last axis of 1 to " + (data.length - batchAxes));
    }
    int pointed = batchAxes + depth;
    int[] strides = Dims.strides(Arrays.copyOf(data, pointed));
    int[] outer = Arrays.copyOf(of, of.length - 1);
    Node sum = node.constant("start", starts(outer, batchAxes, strides));
    int last = of.length - 1;
    for (int i = 0; i < depth; i++) {
      Node part = Pieces.slice(node, node.node(1), last, i, i + 1);
      Node places = fromFront(node, node.reshaped(part, Shape.of(outer)), data[batchAxes + i]);
      Node along = node.part("along", new Op.Scale(strides[batchAxes + i]), places);
      sum = node.part("places", new Op.Add(), sum, along);
    }
    int[] rows = new int[1 + data.length - pointed];
    rows[0] = Dims.dim(Dims.elements(Arrays.copyOf(data, pointed)));
    System.arraycopy(data, pointed, rows, 1, data.length - pointed);
    Node table = node.reshaped(node.node(0), Shape.of(rows));
    return OnnxNode.computed(node.result(new Op.Gather(0), table, sum));
  }

  /** Where the elements of each batch begin. */
  private static Tensor starts(int[] outer, int batchAxes, int[] strides) {
    Tensor starts = Tensor.zeros(Shape.of(outer));
    int[] own = Dims.strides(outer);
    for (int i = 0; i < starts.data().length; i++) {
      int at = 0;
      for (int j = 0; j < batchAxes; j++) {
        at += i / own[j] % outer[j] * strides[j];
      }
      starts.data()[i] = at;
    }
    return starts;
  }

  /** Places counted from the front; negative ones count from the end of the axis. */
  private static Node fromFront(OnnxNode node, Node places, int size) {
    Node zero = node.constant("zero", Tensor.zeros(Shape.of()));
    Node fromEnd = node.part("negative", new Op.Binary(BinaryFunction.LESS), places, zero);
    Node moved = node.part("moved", new Op.Scale(size), fromEnd);
    return node.part("front", new Op.Add(), places, moved);
  }
}
