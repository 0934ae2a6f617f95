package convspectrum.formats.onnx.read.node;

import convspectrum.spec.composite.Recorded.Attribute;
import convspectrum.spec.composite.Recorded.Operand;
import java.util.List;

/**
 * How a node of a model is written as one op, by the rules of one operator set.
 *
 * @param type the op
 * @param opset the first operator set with these rules; 0 for a form that is not written
 * @param attributes its attributes
 * @param operands its inputs; {@link Operand.Live} is an input of the node, computed or not
 * @param always whether it is one op even if a single primitive op computes it
 */
public record Form(
    String type, int opset, List<Attribute> attributes, List<Operand> operands, boolean always) {
  public Form {
    attributes = List.copyOf(attributes);
    operands = List.copyOf(operands);
  }

  /**
   * The form of an op that ONNX has for integers only: where it computes real numbers, its parts
   * are written.
   */
  public static Form ofParts(String type) {
    return new Form(type, 0, List.of(), List.of());
  }

  /** A form that matters where several primitive ops compute it. */
  public Form(String type, int opset, List<Attribute> attributes, List<Operand> operands) {
    this(type, opset, attributes, operands, false);
  }
}
