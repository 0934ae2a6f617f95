package convspectrum.executor.vector.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Generates the body of a kernel: registers of {@link Lanes} float32 values in local variables, and
 * loops around them. With the Vector API a register is a {@code FloatVector}, whose operations the
 * just-in-time compiler turns into single instructions; without it, a {@code float}. Kernels are
 * generated so that strides and tile sizes are constants in the code: with strides in variables the
 * compiler spills addresses and reaches a third of the speed.
 */
public final class Emitter {
  /** Local variables of {@link Kernel#run}. */
  public static final int VALUES = 1;

  public static final int IN = 2;
  public static final int OUT = 3;
  public static final int OTHER = 4;
  public static final int WEIGHTS = 5;
  public static final int WEIGHT = 6;
  public static final int BIAS = 7;
  public static final int TABLE = 8;
  public static final int COUNT = 9;
  public static final int DEPTH = 10;

  private final CodeBuilder code;
  private final Lanes lanes;
  private final Element element;
  private final VectorOps ops;
  private int nextLocal;

  private Emitter(CodeBuilder code, Lanes lanes, Element element, int firstFree) {
    this.code = code;
    this.lanes = lanes;
    this.element = element;
    this.nextLocal = firstFree;
    this.ops = lanes.scalar() ? new ScalarOps(code) : new ApiOps(code, lanes, element);
  }

  /**
   * Makes a kernel from the body that {@code writer} generates. Its class is hidden, so it is
   * unloaded when nothing refers to it.
   *
   * @param name name of the class, for profiles and compiler options
   */
  public static Kernel kernel(String name, Lanes lanes, Consumer<Emitter> writer) {
    return kernel(Kernel.class, name, lanes, writer);
  }

  /**
   * Makes a kernel of any interface. Its arguments are the local variables from 1 on, and the type
   * of its arrays is the type of the lanes.
   *
   * @param type a public interface with one void method, whose parameters are arrays and ints
   */
  public static <K> K kernel(Class<K> type, String name, Lanes lanes, Consumer<Emitter> writer) {
    Method method = type.getMethods()[0];
    Class<?>[] parameters = method.getParameterTypes();
    Element element =
        Arrays.asList(parameters).contains(double[].class) ? Element.DOUBLE : Element.FLOAT;
    MethodTypeDesc signature =
        MethodType.methodType(void.class, parameters).describeConstable().orElseThrow();
    ClassDesc self = ClassDesc.of(Emitter.class.getPackageName(), name);
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                made -> {
                  made.withFlags(ClassFile.ACC_FINAL);
                  made.withInterfaceSymbols(type.describeConstable().orElseThrow());
                  made.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      MTD_void,
                      0,
                      init ->
                          init.aload(0)
                              .invokespecial(CD_Object, ConstantDescs.INIT_NAME, MTD_void)
                              .return_());
                  made.withMethodBody(
                      method.getName(),
                      signature,
                      ClassFile.ACC_PUBLIC,
                      body -> {
                        writer.accept(new Emitter(body, lanes, element, 1 + parameters.length));
                        body.return_();
                      });
                });
    try {
      return type.cast(
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("kernel " + name + " cannot be made", e);
    }
  }

  /** Number of values in a register. */
  public int lanes() {
    return lanes.count();
  }

  /** Returns a new register. */
  public int register() {
    return nextLocal++;
  }

  /** Returns new registers, row by row. */
  public int[][] registers(int rows, int columns) {
    int[][] made = new int[rows][columns];
    for (int[] row : made) {
      for (int i = 0; i < columns; i++) {
        row[i] = register();
      }
    }
    return made;
  }

  /** Returns a new int variable with the value that {@code value} pushes. */
  public int integer(Consumer<CodeBuilder> value) {
    int local = nextLocal++;
    value.accept(code);
    code.istore(local);
    return local;
  }

  /** Returns a new int variable with the value 0. */
  public int zero() {
    return integer(CodeBuilder::iconst_0);
  }

  /** Returns a new int variable with the value of another. */
  public int copy(int local) {
    return integer(code -> code.iload(local));
  }

  /** Returns a new int variable with the value counter · factor + base. */
  public int scaled(int counter, int factor, int base) {
    return integer(code -> code.iload(counter).loadConstant(factor).imul().iload(base).iadd());
  }

  /** Generates the addition of a constant to an int variable. */
  public void increase(int local, int by) {
    if (by >= Short.MIN_VALUE && by <= Short.MAX_VALUE) {
      code.iinc(local, by);
    } else {
      code.iload(local).loadConstant(by).iadd().istore(local);
    }
  }

  /** Generates the addition of factor · step to an int variable. */
  public void increase(int local, int step, int factor) {
    assign(local, code -> code.iload(step).loadConstant(factor).imul().iload(local).iadd());
  }

  /** Generates an assignment of the value that {@code value} pushes to an int variable. */
  public void assign(int local, Consumer<CodeBuilder> value) {
    value.accept(code);
    code.istore(local);
  }

  /** Generates a loop with a counter from 0 to the variable {@code limit}, exclusive. */
  public void loop(int limit, LoopBody body) {
    int counter = integer(CodeBuilder::iconst_0);
    Label start = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(start).iload(counter).iload(limit).if_icmpge(end);
    body.at(counter);
    code.iinc(counter, 1).goto_(start).labelBinding(end);
  }

  /**
   * Generates a loop whose limit is at least 1, for use as an outermost loop. Without a test before
   * the loop, and if indices do not depend on the counter, the compiler keeps it as one loop.
   */
  public void repeat(int limit, LoopBody body) {
    int counter = integer(CodeBuilder::iconst_0);
    Label start = code.newLabel();
    code.labelBinding(start);
    body.at(counter);
    code.iinc(counter, 1).iload(counter).iload(limit).if_icmplt(start);
  }

  /** Generates a branch that runs {@code body} if an int variable is 0. */
  public void ifZero(int local, Runnable body) {
    Label end = code.newLabel();
    code.iload(local).ifne(end);
    body.run();
    code.labelBinding(end);
  }

  /** The body of a loop, which receives the variable of the counter. */
  public interface LoopBody {
    void at(int counter);
  }

  // ---- registers

  public void load(int to, Address from) {
    ops.load(() -> push(from));
    ops.set(to);
  }

  public void broadcast(int to, Address from) {
    ops.broadcast(() -> {
      push(from);
      element.load(code);
    });
    ops.set(to);
  }

  public void constant(int to, float value) {
    ops.broadcast(() -> element.constant(code, value));
    ops.set(to);
  }

  public void store(int from, Address to) {
    ops.store(from, () -> push(to));
  }

  public void move(int to, int from) {
    ops.get(from);
    ops.set(to);
  }

  /** to = a · b + to. */
  public void fma(int a, int b, int to) {
    ops.fma(a, b, to);
    ops.set(to);
  }

  public void add(int to, int a, int b) {
    ops.binary("add", a, b);
    ops.set(to);
  }

  public void subtract(int to, int a, int b) {
    ops.binary("sub", a, b);
    ops.set(to);
  }

  public void multiply(int to, int a, int b) {
    ops.binary("mul", a, b);
    ops.set(to);
  }

  public void divide(int to, int a, int b) {
    ops.binary("div", a, b);
    ops.set(to);
  }

  public void max(int to, int a, int b) {
    ops.binary("max", a, b);
    ops.set(to);
  }

  public void min(int to, int a, int b) {
    ops.binary("min", a, b);
    ops.set(to);
  }

  /**
   * to = value shifted left by 23 bits as an integer: 2ⁿ from the low bits of 1.5 · 2²³ + n + 127.
   */
  public void shiftToExponent(int to, int value) {
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
