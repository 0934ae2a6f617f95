package convspectrum.executor.vector.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/**
 * Writes the body of a kernel: registers of {@link Lanes} float32 values in local variables, and
 * loops around them. With the Vector API a register is a {@code FloatVector}, whose operations the
 * just-in-time compiler turns to single instructions; without it, a {@code float}. Strides and tile
 * sizes are constants in the code, which is why kernels are generated: with strides in variables
 * the compiler spills addresses and reaches a third of the speed.
 */
public final class Emitter {
  /** Local variables of {@link Kernel#run}. */
  static final int VALUES = 1;

  static final int IN = 2;
  static final int OUT = 3;
  static final int OTHER = 4;
  static final int WEIGHTS = 5;
  static final int WEIGHT = 6;
  static final int BIAS = 7;
  static final int TABLE = 8;
  static final int COUNT = 9;
  static final int DEPTH = 10;
  private static final int FIRST_FREE = 11;

  private static final ClassDesc FLOATS = CD_float.arrayType();
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final ClassDesc KERNEL = Kernel.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          FLOATS,
          CD_int,
          CD_int,
          CD_int,
          FLOATS,
          CD_int,
          CD_int,
          INTS,
          CD_int,
          CD_int);

  private final CodeBuilder code;
  private final Lanes lanes;
  private final VectorOps ops;
  private int nextLocal = FIRST_FREE;

  private Emitter(CodeBuilder code, Lanes lanes) {
    this.code = code;
    this.lanes = lanes;
    this.ops = lanes.scalar() ? new ScalarOps(code) : new ApiOps(code, lanes);
  }

  /**
   * Makes a kernel of the body that {@code writer} writes. Its class is hidden: it is unloaded once
   * nothing refers to it.
   *
   * @param name of the class, for profiles and compiler options
   */
  static Kernel kernel(String name, Lanes lanes, Consumer<Emitter> writer) {
    ClassDesc self = ClassDesc.of(Emitter.class.getPackageName(), name);
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL);
                  type.withInterfaceSymbols(KERNEL);
                  type.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      MTD_void,
                      0,
                      init ->
                          init.aload(0)
                              .invokespecial(CD_Object, ConstantDescs.INIT_NAME, MTD_void)
                              .return_());
                  type.withMethodBody(
                      "run",
                      RUN,
                      ClassFile.ACC_PUBLIC,
                      body -> {
                        writer.accept(new Emitter(body, lanes));
                        body.return_();
                      });
                });
    try {
      return (Kernel)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("kernel " + name + " cannot be made", e);
    }
  }

  /** Values per register. */
  int lanes() {
    return lanes.count();
  }

  /** A fresh register. */
  int register() {
    return nextLocal++;
  }

  /** Fresh registers, row by row. */
  int[][] registers(int rows, int columns) {
    int[][] made = new int[rows][columns];
    for (int[] row : made) {
      for (int i = 0; i < columns; i++) {
        row[i] = register();
      }
    }
    return made;
  }

  /** A fresh int variable that holds what {@code value} pushes. */
  int integer(Consumer<CodeBuilder> value) {
    int local = nextLocal++;
    value.accept(code);
    code.istore(local);
    return local;
  }

  /** A fresh int variable that holds counter · factor + base. */
  int scaled(int counter, int factor, int base) {
    return integer(code -> code.iload(counter).loadConstant(factor).imul().iload(base).iadd());
  }

  /** Adds a constant to an int variable. */
  void increase(int local, int by) {
    if (by >= Short.MIN_VALUE && by <= Short.MAX_VALUE) {
      code.iinc(local, by);
    } else {
      code.iload(local).loadConstant(by).iadd().istore(local);
    }
  }

  /** Stores what {@code value} pushes to an int variable. */
  void assign(int local, Consumer<CodeBuilder> value) {
    value.accept(code);
    code.istore(local);
  }

  /** Runs {@code body} for a counter from 0 to what the variable {@code limit} holds, exclusive. */
  void loop(int limit, LoopBody body) {
    int counter = integer(CodeBuilder::iconst_0);
    Label start = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(start).iload(counter).iload(limit).if_icmpge(end);
    body.at(counter);
    code.iinc(counter, 1).goto_(start).labelBinding(end);
  }

  /** The body of a loop, given the variable that counts. */
  interface LoopBody {
    void at(int counter);
  }

  // ---- registers

  void load(int to, Address from) {
    ops.load(() -> push(from));
    ops.set(to);
  }

  void broadcast(int to, Address from) {
    ops.broadcast(() -> {
      push(from);
      code.faload();
    });
    ops.set(to);
  }

  void constant(int to, float value) {
    ops.broadcast(() -> code.loadConstant(value));
    ops.set(to);
  }

  void store(int from, Address to) {
    ops.store(from, () -> push(to));
  }

  void move(int to, int from) {
    ops.get(from);
    ops.set(to);
  }

  /** to = a · b + to. */
  void fma(int a, int b, int to) {
    ops.fma(a, b, to);
    ops.set(to);
  }

  void add(int to, int a, int b) {
    ops.binary("add", a, b);
    ops.set(to);
  }

  void subtract(int to, int a, int b) {
    ops.binary("sub", a, b);
    ops.set(to);
  }

  void multiply(int to, int a, int b) {
    ops.binary("mul", a, b);
    ops.set(to);
  }

  void divide(int to, int a, int b) {
    ops.binary("div", a, b);
    ops.set(to);
  }

  void max(int to, int a, int b) {
    ops.binary("max", a, b);
    ops.set(to);
  }

  void min(int to, int a, int b) {
    ops.binary("min", a, b);
    ops.set(to);
  }

  /**
   * to = value shifted left by 23 bits as an integer: 2ⁿ from the low bits of 1.5 · 2²³ + n + 127.
   */
  void shiftToExponent(int to, int value) {
    ops.shiftToExponent(value);
    ops.set(to);
  }

  private void push(Address address) {
    code.aload(address.array()).iload(address.base());
    if (address.index() != Address.NONE) {
      code.iload(address.index()).iadd();
    }
    if (address.constant() != 0) {
      code.loadConstant(address.constant()).iadd();
    }
  }
}
