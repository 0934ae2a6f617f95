package convspectrum.executor.vector.code;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Registers are vectors of the Vector API. */
final class ApiOps implements VectorOps {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc FLOATS = ClassDesc.of(PACKAGE, "FloatVector");
  private static final ClassDesc INTS = ClassDesc.of(PACKAGE, "IntVector");
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);
  private static final MethodTypeDesc BLEND = MethodTypeDesc.of(FLOATS, VECTOR, MASK);
  private static final ClassDesc ARRAY = CD_float.arrayType();
  private static final MethodTypeDesc FROM_ARRAY =
      MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, CD_int);
  private static final MethodTypeDesc INTO_ARRAY = MethodTypeDesc.of(CD_void, ARRAY, CD_int);
  private static final MethodTypeDesc BROADCAST = MethodTypeDesc.of(FLOATS, SPECIES, CD_float);
  private static final MethodTypeDesc BINARY_OP = MethodTypeDesc.of(FLOATS, VECTOR);
  private static final MethodTypeDesc FMA = MethodTypeDesc.of(FLOATS, VECTOR, VECTOR);

  private static final ClassDesc TYPES = VectorTypes.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc CAST = MethodTypeDesc.of(CD_Object, CD_Object);

  private final CodeBuilder code;
  private final String species;
  private final String type;
  private final boolean fused;

  ApiOps(CodeBuilder code, Lanes lanes) {
    this.code = code;
    this.species = "SPECIES_" + lanes.count() * Float.SIZE;
    this.type = "FLOAT_" + lanes.count() * Float.SIZE;
    this.fused = lanes.fused();
  }

  /**
   * Pushes a register that a loop may have changed, as what it is exactly. The compiler knows the
   * class of a sum after a loop from its profile alone; where a first call was compiled inside the
   * loop there is none, and it would box every sum of the loop for virtual calls behind it: three
   * to seven times the time, for as long as the program lives.
   */
  private void exactly(int register) {
    code.getstatic(TYPES, type, CD_Class)
        .aload(register)
        .invokevirtual(CD_Class, "cast", CAST)
        .checkcast(FLOATS);
  }

  @Override
  public void load(Runnable place) {
    code.getstatic(FLOATS, species, SPECIES);
    place.run();
    code.invokestatic(FLOATS, "fromArray", FROM_ARRAY);
  }

  @Override
  public void broadcast(Runnable value) {
    code.getstatic(FLOATS, species, SPECIES);
    value.run();
    code.invokestatic(FLOATS, "broadcast", BROADCAST);
  }

  @Override
  public void store(int from, Runnable place) {
    exactly(from);
    place.run();
    code.invokevirtual(FLOATS, "intoArray", INTO_ARRAY);
  }

  @Override
  public void get(int register) {
    code.aload(register);
  }

  @Override
  public void set(int register) {
    code.astore(register);
  }

  @Override
  public void fma(int a, int b, int c) {
    code.aload(a).aload(b);
    if (fused) {
      code.aload(c).invokevirtual(FLOATS, "fma", FMA);
    } else {
      code.invokevirtual(FLOATS, "mul", BINARY_OP).aload(c).invokevirtual(FLOATS, "add", BINARY_OP);
    }
  }

  @Override
  public void binary(String name, int a, int b) {
    if (name.equals("max") || name.equals("min")) {
      // FloatVector.max is five instructions, for zeros of either sign; this is two.
      String better = name.equals("max") ? "LT" : "GT";
      exactly(a);
      code.aload(b);
      exactly(a);
      code.getstatic(OPERATORS, better, COMPARISON)
          .aload(b)
          .invokevirtual(FLOATS, "compare", COMPARE)
          .invokevirtual(FLOATS, "blend", BLEND);
      return;
    }
    exactly(a);
    code.aload(b).invokevirtual(FLOATS, name, BINARY_OP);
  }

  @Override
  public void shiftToExponent(int register) {
    exactly(register);
    code.invokevirtual(FLOATS, "reinterpretAsInts", MethodTypeDesc.of(INTS))
        .getstatic(OPERATORS, "LSHL", BINARY)
        .loadConstant(23)
        .invokevirtual(INTS, "lanewise", MethodTypeDesc.of(INTS, BINARY, CD_int))
        .invokevirtual(INTS, "reinterpretAsFloats", MethodTypeDesc.of(FLOATS));
  }
}
