package convspectrum.executor.vector.code;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/** The type of the values in the lanes of a register. */
enum Element {
  FLOAT(CD_float, TypeKind.FLOAT, Float.SIZE, "FloatVector", VectorTypes.class),
  DOUBLE(CD_double, TypeKind.DOUBLE, Double.SIZE, "DoubleVector", VectorTypes.Doubles.class);

  private final ClassDesc type;
  private final TypeKind kind;
  private final int bits;
  private final String vector;
  private final Class<?> types;

  Element(ClassDesc type, TypeKind kind, int bits, String vector, Class<?> types) {
    this.type = type;
    this.kind = kind;
    this.bits = bits;
    this.vector = vector;
    this.types = types;
  }

  /** Its primitive type. */
  ClassDesc type() {
    return type;
  }

  /** Size of a register in bits. */
  int bits(Lanes lanes) {
    return lanes.count() * bits;
  }

  /** Name of the vector class in the Vector API. */
  String vector() {
    return vector;
  }

  /** The class whose constants are the classes of registers. */
  ClassDesc types() {
    return types.describeConstable().orElseThrow();
  }

  /** Generates a load of the element whose array and index are on the stack. */
  void load(CodeBuilder code) {
    code.arrayLoad(kind);
  }

  /** Generates a push of a constant. */
  void constant(CodeBuilder code, float value) {
    if (this == FLOAT) {
      code.loadConstant(value);
    } else {
      code.loadConstant((double) value);
    }
  }
}
