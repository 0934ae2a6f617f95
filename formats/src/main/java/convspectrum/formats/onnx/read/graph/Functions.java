package convspectrum.formats.onnx.read.graph;

import static java.util.Map.entry;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.operator.Operators;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a model brings along, and which of its nodes are understood: those of known
 * ops, and calls of functions of such.
 */
public final class Functions {
  private static final String RANDOM = "its result is random";
  private static final String TEXT = "text is not understood";
  private static final String LOSS = "a loss of training";

  /** Why ops of ONNX are left out on purpose. */
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          entry("Bernoulli", RANDOM),
          entry("Multinomial", RANDOM),
          entry("RandomNormal", RANDOM),
          entry("RandomNormalLike", RANDOM),
          entry("RandomUniform", RANDOM),
          entry("RandomUniformLike", RANDOM),
          entry("NegativeLogLikelihoodLoss", LOSS),
          entry("SoftmaxCrossEntropyLoss", LOSS),
          entry("RegexFullMatch", TEXT),
          entry("StringConcat", TEXT),
          entry("StringNormalizer", TEXT),
          entry("StringSplit", TEXT),
          entry("TfIdfVectorizer", TEXT),
          entry("BitCast", "bits of another type have no meaning where all numbers are real"),
          entry("FlexAttention", "the functions in its attributes are not understood"),
          entry("ImageDecoder", "it reads the file of a picture, not a tensor"),
          entry("Unique", "how many values there are depends on the values"));

  /** The deepest calls of functions. Those of exporters are three deep. */
  static final int MAX_DEPTH = 100;

  private final Map<Key, FunctionProto> functions = new HashMap<>();
  private final Map<FunctionProto, Boolean> understood = new HashMap<>();
  private final Set<Key> open = new HashSet<>();
  private final Operators operators;

  private record Key(String domain, String name, String overload) {}

  public Functions(ModelProto model, Operators operators) {
    this.operators = operators;
    for (FunctionProto function : model.getFunctionsList()) {
      functions.put(
          new Key(plain(function.getDomain()), function.getName(), function.getOverload()),
          function);
    }
  }

  @Nullable FunctionProto get(NodeProto node) {
    return functions.get(key(node));
  }

  /** The op of ONNX itself that a node is; null where it is none that is known. */
  @Nullable Operator operator(NodeProto node) {
    return switch (plain(node.getDomain())) {
      case "" -> operators.get(node.getOpType());
      case "com.microsoft" -> operators.contributed(node.getOpType());
      default -> null;
    };
  }

  /** Whether a node, and all that it calls, is of ops that are known. */
  public boolean understands(NodeProto node) {
    FunctionProto function = get(node);
    if (function == null) {
      return operator(node) != null || isControlFlow(node);
    }
    Boolean known = understood.get(function);
    if (known != null) {
      return known;
    }
    Key key = key(node);
    if (!open.add(key) || open.size() > MAX_DEPTH) {
      throw new OpException(
          "function '%s' calls itself, or others more than %d deep"
              .formatted(PrintableNames.shown(function.getName()), MAX_DEPTH),
          "");
    }
    boolean all = true;
    for (NodeProto inner : function.getNodeList()) {
      all &= understands(inner);
    }
    open.remove(key);
    understood.put(function, all);
    return all;
  }

  /** Control flow is understood where constants decide it. */
  static boolean isControlFlow(NodeProto node) {
    return plain(node.getDomain()).isEmpty()
        && switch (node.getOpType()) {
          case "If", "Loop", "Scan" -> true;
          default -> false;
        };
  }

  /** Why a node of an op that is not known is not understood. */
  public static String reason(NodeProto node) {
    return plain(node.getDomain()).isEmpty()
        ? LEFT_OUT.getOrDefault(node.getOpType(), "the op is not known")
        : "the op is not known";
  }

  /** The version of ONNX's own ops; 0 where none is given. */
  public static long opset(List<OperatorSetIdProto> imports) {
    return imports.stream()
        .filter(opset -> plain(opset.getDomain()).isEmpty())
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(0);
  }

  private static Key key(NodeProto node) {
    return new Key(plain(node.getDomain()), node.getOpType(), node.getOverload());
  }

  private static String plain(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }
}
