package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.spec.graph.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name of the model stands for. */
public sealed interface Value {
  /** Something that does not depend on the network's input. */
  record Constant(ConstantTensor tensor) implements Value {}

  /**
   * What a node of the graph computes.
   *
   * @param type of its elements in the file; null until the node is read, where its op tells it
   * @param quantisation what its integers stand for, where the model computes integers that stand
   *     for real numbers; the graph then has those real numbers. Null for what the graph has as it
   *     is.
   */
  record Computed(Node node, @Nullable ElementType type, @Nullable Quantisation quantisation)
      implements Value {
    /** What a node computes, of the type that the op's rule gives. */
    public Computed(Node node) {
      this(node, null, null);
    }

    /** What a node computes of integers that stand for real numbers. */
    public Computed(Node node, @Nullable Quantisation quantisation) {
      this(node, null, quantisation);
    }

    /** The same, of elements of this type. */
    public Computed of(ElementType known) {
      return new Computed(node, known, quantisation);
    }
  }

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
