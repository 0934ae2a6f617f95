package convspectrum.executor.vector.code;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Operations whose registers are vectors of the Vector API. */
final class ApiOps implements VectorOps {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc INTS = ClassDesc.of(PACKAGE, "IntVector");
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);
  private static final MethodTypeDesc CAST = MethodTypeDesc.of(CD_Object, CD_Object);

  private final CodeBuilder code;
  private final String species;
  private final String type;
  private final boolean fused;
  private final ClassDesc types;
  private final ClassDesc vector;
  private final MethodTypeDesc fromArray;
  private final MethodTypeDesc intoArray;
  private final MethodTypeDesc broadcast;
  private final MethodTypeDesc binary;
  private final MethodTypeDesc fma;
  private final MethodTypeDesc blend;

  ApiOps(CodeBuilder code, Lanes lanes, Element element) {
    this.code = code;
    this.fused = lanes.fused();
    this.species = "SPECIES_" + element.bits(lanes);
    this.type = element.name() + "_" + element.bits(lanes);
    this.types = element.types();
    this.vector = ClassDesc.of(PACKAGE, element.vector());
    ClassDesc array = element.type().arrayType();
    this.fromArray = MethodTypeDesc.of(vector, SPECIES, array, CD_int);
    this.intoArray = MethodTypeDesc.of(CD_void, array, CD_int);
    this.broadcast = MethodTypeDesc.of(vector, SPECIES, element.type());
    this.binary = MethodTypeDesc.of(vector, VECTOR);
    this.fma = MethodTypeDesc.of(vector, VECTOR, VECTOR);
    this.blend = MethodTypeDesc.of(vector, VECTOR, MASK);
  }

  /**
   * Pushes a register that a loop may have changed, with a cast to its exact class. The compiler
   * knows the class of a sum after a loop from its profile alone. If a first call was compiled
   * inside the loop, there is no profile, and it would box every sum for virtual calls after the
   * loop: three to seven times the time, as long as the program lives.
   */
  private void exactly(int register) {
    code.getstatic(types, type, CD_Class)
        .aload(register)
        .invokevirtual(CD_Class, "cast", CAST)
        .checkcast(vector);
  }

  @Override
  public void load(Runnable place) {
    code.getstatic(vector, species, SPECIES);
    place.run();
    code.invokestatic(vector, "fromArray", fromArray);
  }

  @Override
  public void broadcast(Runnable value) {
    code.getstatic(vector, species, SPECIES);
    value.run();
    code.invokestatic(vector, "broadcast", broadcast);
  }

  @Override
  public void store(int from, Runnable place) {
    exactly(from);
    place.run();
    code.invokevirtual(vector, "intoArray", intoArray);
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
      code.aload(c).invokevirtual(vector, "fma", fma);
    } else {
      code.invokevirtual(vector, "mul", binary).aload(c).invokevirtual(vector, "add", binary);
    }
  }

  @Override
  public void binary(String name, int a, int b) {
    if (name.equals("max") || name.equals("min")) {
      // FloatVector.max takes five instructions because of zeros of either sign; this takes two.
      String better = name.equals("max") ? "LT" : "GT";
      exactly(a);
      code.aload(b);
      exactly(a);
      code.getstatic(OPERATORS, better, COMPARISON)
          .aload(b)
          .invokevirtual(vector, "compare", COMPARE)
          .invokevirtual(vector, "blend", blend);
      return;
    }
    exactly(a);
    code.aload(b).invokevirtual(vector, name, binary);
  }

  @Override
  public void shiftToExponent(int register) {
    exactly(register);
    code.invokevirtual(vector, "reinterpretAsInts", MethodTypeDesc.of(INTS))
        .getstatic(OPERATORS, "LSHL", BINARY)
        .loadConstant(23)
        .invokevirtual(INTS, "lanewise", MethodTypeDesc.of(INTS, BINARY, CD_int))
        .invokevirtual(INTS, "reinterpretAsFloats", MethodTypeDesc.of(vector));
  }
}
