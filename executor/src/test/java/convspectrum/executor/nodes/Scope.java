package convspectrum.executor.nodes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which node tests the tool does not mean to pass, as docs/onnx.md says. */
final class Scope {
  private static final Set<Integer> NUMBERS =
      Set.of(
          DataType.UNDEFINED_VALUE,
          DataType.FLOAT_VALUE,
          DataType.DOUBLE_VALUE,
          DataType.FLOAT16_VALUE,
          DataType.BFLOAT16_VALUE,
          DataType.INT8_VALUE,
          DataType.INT16_VALUE,
          DataType.INT32_VALUE,
          DataType.INT64_VALUE,
          DataType.UINT8_VALUE,
          DataType.UINT16_VALUE,
          DataType.UINT32_VALUE,
          DataType.UINT64_VALUE,
          DataType.BOOL_VALUE);

  private static final Set<String> LOSSES =
      Set.of("NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss");

  private static final Set<String> TEXTS =
      Set.of(
          "StringConcat", "StringNormalizer", "StringSplit", "RegexFullMatch", "TfIdfVectorizer");

  private static final Set<String> OPTIONALS =
      Set.of("Optional", "OptionalGetElement", "OptionalHasElement");

  private Scope() {}

  /** Why a test is out of scope; empty where it is not. */
  static Optional<String> outside(NodeCase test) {
    if (opset(test) < 7) {
      return Optional.of("another domain, or an opset below 7");
    }
    if (uses(test, LOSSES) || test.name().matches("test_(sce|nllloss)_.*")) {
      return Optional.of("a loss of training");
    }
    if (uses(test, TEXTS) || types(test).anyMatch(type -> type == DataType.STRING_VALUE)) {
      return Optional.of("text");
    }
    if (uses(test, OPTIONALS)
        || values(test)
            .anyMatch(info -> info.getType().getValueCase() != TypeProto.ValueCase.TENSOR_TYPE)) {
      return Optional.of("a Sequence or Optional as input or output");
    }
    if (!types(test).allMatch(NUMBERS::contains)) {
      return Optional.of("numbers of 8 bits or fewer with an exponent, integers below 8 bits");
    }
    return Optional.empty();
  }

  private static long opset(NodeCase test) {
    return test.model().getOpsetImportList().stream()
        .filter(opset -> opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx"))
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(0);
  }

  private static boolean uses(NodeCase test, Set<String> ops) {
    return nodes(test).map(NodeProto::getOpType).anyMatch(ops::contains);
  }

  private static Stream<NodeProto> nodes(NodeCase test) {
    return test.model().getGraph().getNodeList().stream();
  }

  private static Stream<ValueInfoProto> values(NodeCase test) {
    return Stream.concat(
        test.model().getGraph().getInputList().stream(),
        test.model().getGraph().getOutputList().stream());
  }

  /** Element types of inputs and outputs, and those that a cast makes. */
  private static Stream<Integer> types(NodeCase test) {
    Stream<Integer> declared =
        values(test).map(info -> info.getType().getTensorType().getElemType());
    Stream<Integer> made =
        nodes(test)
            .flatMap(node -> node.getAttributeList().stream())
            .filter(attribute -> attribute.getName().equals("to"))
            .map(AttributeProto::getI)
            .map(Math::toIntExact);
    return Stream.concat(declared, made);
  }
}
