package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of embeddings that a network shares with its head. Exporters that work out the transpose
 * of a stored tensor write such a table twice; it is one parameter.
 */
final class TiedTables {
  private TiedTables() {}

  /** The table of each stored tensor that is the transpose of one, by the copy. */
  static Map<Initializer, Initializer> of(List<NodeProto> nodes, List<Initializer> stored) {
    Map<String, Initializer> byName = new HashMap<>();
    stored.forEach(tensor -> byName.put(tensor.name(), tensor));
    Map<Initializer, Initializer> tied = new LinkedHashMap<>();
    for (Initializer table : operands(nodes, byName, "Gather", 0)) {
      for (Initializer factor : operands(nodes, byName, "MatMul", 1)) {
        if (isTransposed(table, factor)) {
          tied.put(factor, table);
        }
      }
    }
    return tied;
  }

  private static List<Initializer> operands(
      List<NodeProto> nodes, Map<String, Initializer> stored, String op, int input) {
    return nodes.stream()
        .filter(node -> node.getOpType().equals(op) && node.getInputCount() == 2)
        .map(node -> stored.get(node.getInput(input)))
        .filter(tensor -> tensor != null && isTable(tensor))
        .distinct()
        .toList();
  }

  private static boolean isTable(Initializer tensor) {
    return tensor.kind() == Kind.FLOAT && tensor.dims().length == 2 && tensor.isPresent();
  }

  private static boolean isTransposed(Initializer table, Initializer factor) {
    int rows = table.dims()[0];
    int columns = table.dims()[1];
    if (factor.dims()[0] != columns || factor.dims()[1] != rows) {
      return false;
    }
    float[] values;
    float[] others;
    try {
      values = table.constant().values().toFloats();
      others = factor.constant().values().toFloats();
    } catch (OpException e) {
      // Counting goes on without values; whoever runs the network is told.
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      // Compared as bits, so that NaN equals itself.
      float other = others[i % columns * rows + i / columns];
      if (Float.floatToRawIntBits(values[i]) != Float.floatToRawIntBits(other)) {
        return false;
      }
    }
    return true;
  }
}
