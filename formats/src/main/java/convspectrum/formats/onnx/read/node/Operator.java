package convspectrum.formats.onnx.read.node;

import java.util.List;

/** Reads one op of ONNX. */
@FunctionalInterface
public interface Operator {
  /**
   * The results of a node, at least the first. Further ones that are left out, such as the
   * statistics of a norm in training, have no meaning here.
   *
   * @throws convspectrum.formats.onnx.read.constant.OpException where the node is not what its op
   *     allows
   * @throws convspectrum.spec.graph.ShapeException where shapes do not fit
   */
  List<Value> read(OnnxNode node);

  /** An op with one result. */
  @FunctionalInterface
  interface Single {
    Value read(OnnxNode node);
  }

  /** The first result of an op. */
  static Single only(Operator operator) {
    return node -> operator.read(node).getFirst();
  }

  static Operator single(Single operator) {
    return node -> List.of(operator.read(node));
  }
}
