package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.spec.graph.Node;
import java.util.List;

/** What a name of the model stands for. */
public sealed interface Value {
  /** Something that does not depend on the network's input. */
  record Constant(ConstantTensor tensor) implements Value {}

  /** What a node of the graph computes. */
  record Computed(Node node) implements Value {}

  /** A list of values: a type of its own in ONNX. */
  record Sequence(List<Value> values) implements Value {
    public Sequence {
      values = List.copyOf(values);
    }
  }

  /**
   * A result that has no meaning here: of a node that is not understood, of training, or made of
   * such.
   *
   * @param source the node that is not understood
   */
  record Unknown(String source) implements Value {}

  /** An optional input that is left out. */
  record Absent() implements Value {}
}
