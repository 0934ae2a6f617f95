package convspectrum.formats.onnx.read.node;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Kind;

/**
 * What the elements of an activation are in the file. The graph computes with real numbers; the
 * type says where ONNX computes with integers, which are cut when they are divided and lose bits
 * when they are shifted.
 */
public enum ElementType {
  /** Real numbers of any width. */
  REAL(Kind.FLOAT, 0, true),
  /** Truth values. */
  BOOL(Kind.BOOL, 1, false),
  /** Integers of 8 bits. */
  INT8(Kind.INTEGER, 8, true),
  /** Integers of 16 bits. */
  INT16(Kind.INTEGER, 16, true),
  /** Integers of 32 bits. */
  INT32(Kind.INTEGER, 32, true),
  /** Integers of 64 bits. */
  INT64(Kind.INTEGER, 64, true),
  /** Integers of 8 bits that are not negative. */
  UINT8(Kind.INTEGER, 8, false),
  /** Integers of 16 bits that are not negative. */
  UINT16(Kind.INTEGER, 16, false),
  /** Integers of 32 bits that are not negative. */
  UINT32(Kind.INTEGER, 32, false),
  /** Integers of 64 bits that are not negative. */
  UINT64(Kind.INTEGER, 64, false);

  private final Kind kind;
  private final int bits;
  private final boolean signed;

  ElementType(Kind kind, int bits, boolean signed) {
    this.kind = kind;
    this.bits = bits;
    this.signed = signed;
  }

  /** The kind of the elements. */
  public Kind kind() {
    return kind;
  }

  /** Whether they are integers. */
  public boolean isInteger() {
    return kind == Kind.INTEGER;
  }

  /** The bits of an integer. */
  public int bits() {
    return bits;
  }

  /** Whether an integer may be negative. */
  public boolean isSigned() {
    return signed;
  }

  /** The type of a number in ONNX's list; one that is not in this list counts as real. */
  public static ElementType of(long dataType) {
    return switch ((int) dataType) {
      case DataType.BOOL_VALUE -> BOOL;
      case DataType.INT8_VALUE -> INT8;
      case DataType.INT16_VALUE -> INT16;
      case DataType.INT32_VALUE -> INT32;
      case DataType.INT64_VALUE -> INT64;
      case DataType.UINT8_VALUE -> UINT8;
      case DataType.UINT16_VALUE -> UINT16;
      case DataType.UINT32_VALUE -> UINT32;
      case DataType.UINT64_VALUE -> UINT64;
      default -> REAL;
    };
  }

  /** The type of a constant; of one that the file does not tell the widest of its kind. */
  static ElementType of(ConstantTensor tensor) {
    ElementType known = of(tensor.provenance().elementType());
    if (known.kind == tensor.kind()) {
      return known;
    }
    return switch (tensor.kind()) {
      case FLOAT -> REAL;
      case INTEGER -> INT64;
      case BOOL -> BOOL;
    };
  }
}
