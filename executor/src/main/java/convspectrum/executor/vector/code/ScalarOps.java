package convspectrum.executor.vector.code;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Operations whose registers are single floats. Multiplication and addition round separately,
 * because Java emulates a fused multiply-add at a thousandth of the speed if the CPU has none.
 */
final class ScalarOps implements VectorOps {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder code;

  ScalarOps(CodeBuilder code) {
    this.code = code;
  }

  @Override
  public void load(Runnable place) {
    place.run();
    code.faload();
  }

  @Override
  public void broadcast(Runnable value) {
    value.run();
  }

  @Override
  public void store(int from, Runnable place) {
    place.run();
    code.fload(from).fastore();
  }

  @Override
  public void get(int register) {
    code.fload(register);
  }

  @Override
  public void set(int register) {
    code.fstore(register);
  }

  @Override
  public void fma(int a, int b, int c) {
    code.fload(a).fload(b).fmul().fload(c).fadd();
  }

  @Override
  public void binary(String name, int a, int b) {
    code.fload(a).fload(b);
    switch (name) {
      case "add" -> code.fadd();
      case "sub" -> code.fsub();
      case "mul" -> code.fmul();
      case "div" -> code.fdiv();
      default -> code.invokestatic(MATH, name, MethodTypeDesc.of(CD_float, CD_float, CD_float));
    }
  }

  @Override
  public void shiftToExponent(int register) {
    code.fload(register)
        .invokestatic(
            ConstantDescs.CD_Float, "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float))
        .loadConstant(23)
        .ishl()
        .invokestatic(
            ConstantDescs.CD_Float, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
  }
}
