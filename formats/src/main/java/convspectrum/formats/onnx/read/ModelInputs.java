package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.graph.Scope;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The inputs of the model, with the sizes that they leave open. */
final class ModelInputs {
  private static final int MAX_RANK = 16;

  /** The element types of ids, places and masks. Those of 8 and 16 bits are pictures. */
  private static final Set<Integer> INTEGERS =
      Set.of(
          DataType.INT32_VALUE,
          DataType.INT64_VALUE,
          DataType.UINT32_VALUE,
          DataType.UINT64_VALUE,
          DataType.BOOL_VALUE);

  private final ReadOptions options;
  private final GraphTarget target;
  private final Map<String, Integer> sizes = new HashMap<>();

  ModelInputs(ReadOptions options, GraphTarget target) {
    this.options = options;
    this.target = target;
  }

  /** Sizes that the model names ({@code batch}), as they were read. */
  Map<String, Integer> sizes() {
    return sizes;
  }

  /** Makes a node of each input that an output depends on. */
  void read(List<ValueInfoProto> inputs, Set<String> needed, Scope scope) {
    List<ValueInfoProto> used =
        inputs.stream()
            .filter(input -> needed.contains(input.getName()))
            .filter(input -> scope.get(input.getName()) == null)
            .toList();
    if (options.input().isPresent() && used.size() != 1) {
      throw new OpException(
          "an input shape is given, but the model has " + used.size() + " inputs", "no shape");
    }
    for (ValueInfoProto input : used) {
      Shape shape = shape(input);
      int type = input.getType().getTensorType().getElemType();
      Op.Input op = new Op.Input(shape, INTEGERS.contains(type));
      scope.put(
          input.getName(),
          OnnxNode.computed(target.builder().input(input.getName(), op), ElementType.of(type)));
    }
  }

  private Shape shape(ValueInfoProto input) {
    String what = "input '" + PrintableNames.shown(input.getName()) + "'";
    TensorShapeProto declared = input.getType().getTensorType().getShape();
    int rank = declared.getDimCount();
    if (rank > MAX_RANK) {
      throw new OpException(what + " has " + rank + " axes", "expected at most " + MAX_RANK);
    }
    int[] given = options.input().map(Shape::toArray).orElse(new int[0]);
    boolean anyRank = !input.getType().getTensorType().hasShape();
    if (given.length > 0 && !anyRank && given.length != rank && given.length != rank - 1) {
      throw new OpException(
          "%s has %d axes, the shape given %d".formatted(what, rank, given.length),
          "expected all %d, or the %d behind the batch".formatted(rank, rank - 1));
    }
    if (anyRank) {
      if (given.length == 0) {
        throw new OpException(what + " has no shape", "try --input");
      }
      rank = given.length == 3 ? 4 : given.length;
    }
    int[] dims = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int inGiven = axis - (rank - given.length);
      dims[axis] =
          given.length > 0 && inGiven >= 0
              ? given[inGiven]
              : anyRank ? 1 : size(what, declared.getDim(axis), axis);
      if (!anyRank && declared.getDim(axis).hasDimParam()) {
        sizes.put(declared.getDim(axis).getDimParam(), dims[axis]);
      }
    }
    return Shape.of(dims);
  }

  /** A batch size that is open is taken as 1. */
  private static int size(String what, Dimension dim, int axis) {
    // Some exporters write −1 for a size that is open.
    if (dim.hasDimValue() && dim.getDimValue() != -1) {
      long size = dim.getDimValue();
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw new OpException(
            "%s: axis %d has size %d".formatted(what, axis, size),
            "expected at least 1, or a name for a size that is open");
      }
      return (int) size;
    }
    if (axis == 0) {
      return 1;
    }
    throw new OpException(
        "%s leaves axis %d open%s"
            .formatted(
                what,
                axis,
                dim.getDimParam().isEmpty()
                    ? ""
                    : " (" + PrintableNames.shown(dim.getDimParam()) + ")"),
        "try --input C,H,W");
  }
}
