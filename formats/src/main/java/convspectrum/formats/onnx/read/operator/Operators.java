package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.operator.arrange.ArrangingOperators;
import convspectrum.formats.onnx.read.operator.elementwise.ElementwiseOperators;
import convspectrum.formats.onnx.read.operator.layer.LayerOperators;
import convspectrum.formats.onnx.read.operator.quantised.FewBitsReader;
import convspectrum.formats.onnx.read.operator.quantised.QLinearReader;
import convspectrum.formats.onnx.read.operator.quantised.QuantisedReader;
import convspectrum.formats.onnx.read.operator.token.TokenOperators;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ops of ONNX that are understood, by name. */
public final class Operators {
  private static final Map<String, Operator> FIXED =
      joined(
          LayerOperators.all(),
          ElementwiseOperators.all(),
          ArrangingOperators.all(),
          TokenOperators.all(),
          QuantisedReader.OPERATORS);
  private static final Map<String, Operator> CONTRIBUTED =
      joined(
          LayerOperators.contributed(),
          TokenOperators.contributed(),
          QLinearReader.OPERATORS,
          FewBitsReader.OPERATORS);

  private final Map<String, Operator> ofTensors;

  /** Ops of a model whose attributes hold tensors like {@code tensors}. */
  public Operators(StoredTensors tensors) {
    ofTensors = ArrangingOperators.ofTensors(tensors);
  }

  public @Nullable Operator get(String type) {
    Operator operator = ofTensors.get(type);
    return operator == null ? FIXED.get(type) : operator;
  }

  /** An op that ONNX Runtime writes into the files that it has optimised. */
  public @Nullable Operator contributed(String type) {
    return CONTRIBUTED.get(type);
  }

  /** Every op that is known. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(FIXED.keySet());
    names.addAll(ofTensors.keySet());
    names.addAll(CONTRIBUTED.keySet());
    return names;
  }

  @SafeVarargs
  private static Map<String, Operator> joined(Map<String, Operator>... tables) {
    Map<String, Operator> all = new HashMap<>();
    List.of(tables).forEach(all::putAll);
    return Map.copyOf(all);
  }
}
