package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of a node of the model, numbered from 0, and what is known of them. */
public interface Operands {
  /** Shapes, axes, pads and indices that an op is given as an input have fewer elements. */
  int MAX_ELEMENTS = 1 << 20;

  /** What each input is; some at the end may be missing. */
  List<Value> inputs();

  default int inputCount() {
    return inputs().size();
  }

  /** Whether an input is given. */
  default boolean has(int input) {
    return input < inputs().size() && !(inputs().get(input) instanceof Value.Absent);
  }

  /** An input that must be given. */
  default Value input(int input) {
    if (!has(input)) {
      throw new OpException("input " + input + " is missing", "");
    }
    return inputs().get(input);
  }

  /** Whether an input is given, and does not depend on the network's input. */
  default boolean isConstant(int input) {
    return has(input) && inputs().get(input) instanceof Value.Constant;
  }

  /** Whether no input depends on the network's input. */
  default boolean allConstant() {
    return inputs().stream().noneMatch(Value.Computed.class::isInstance);
  }

  /** An input that must not depend on the network's input. */
  default ConstantTensor constant(int input, String what) {
    return switch (input(input)) {
      case Value.Constant constant -> constant.tensor();
      case Value.Computed _ ->
          throw new UnsupportedOpException(
              what + " (input " + input + ") depends on the network's input");
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
    };
  }

  /** The constants that all present inputs are. */
  default List<ConstantTensor> constants() {
    List<ConstantTensor> constants = new ArrayList<>();
    for (int i = 0; i < inputs().size(); i++) {
      if (has(i)) {
        constants.add(constant(i, "operand"));
      }
    }
    return constants;
  }

  /** The dimensions of an input. */
  default int[] dims(int input) {
    return switch (input(input)) {
      case Value.Computed computed -> computed.node().shape().toArray();
      case Value.Constant constant -> constant.tensor().dims();
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
    };
  }

  /** The type of an input's elements. */
  default ElementType elementType(int input) {
    return switch (input(input)) {
      case Value.Computed(_, ElementType known, _) -> known == null ? ElementType.REAL : known;
      case Value.Constant constant -> ElementType.of(constant.tensor());
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> ElementType.REAL;
    };
  }

  /**
   * The type of the elements that a function of several operands of one type works on. The width of
   * an integer is that of an operand which the network computes.
   */
  default ElementType elementType() {
    for (int i = 0; i < inputs().size(); i++) {
      if (inputs().get(i) instanceof Value.Computed) {
        return elementType(i);
      }
    }
    return inputs().isEmpty() ? ElementType.REAL : elementType(0);
  }

  /** Integers that a constant input holds. */
  default long[] integers(int input, String what) {
    return few(input, what).values().toIntegers();
  }

  /** Real numbers that a constant input holds. */
  default float[] numbers(int input, String what) {
    return few(input, what).values().toFloats();
  }

  /** One number that a constant input holds, if its value is at hand. */
  default @Nullable Double scalar(int input) {
    if (!isConstant(input)) {
      return null;
    }
    ConstantTensor tensor = constant(input, "number");
    return tensor.elements() == 1 && tensor.isKnown() ? tensor.values().number(0) : null;
  }

  private ConstantTensor few(int input, String what) {
    ConstantTensor tensor = constant(input, what);
    if (tensor.elements() > MAX_ELEMENTS) {
      throw new OpException(
          what + " of " + Dims.text(tensor.dims()), "expected at most " + MAX_ELEMENTS + " values");
    }
    return tensor;
  }
}
