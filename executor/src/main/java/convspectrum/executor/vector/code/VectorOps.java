package convspectrum.executor.vector.code;

/** Instructions on registers; each leaves its result on the stack for {@link #set}. */
interface VectorOps {
  /** Pushes consecutive values; {@code place} pushes array and index. */
  void load(Runnable place);

  /** Pushes a register with one value in all lanes; {@code value} pushes the float. */
  void broadcast(Runnable value);

  /** Stores a register; {@code place} pushes array and index. */
  void store(int from, Runnable place);

  void get(int register);

  void set(int register);

  /** Pushes a · b + c, rounded once if fused and else twice. */
  void fma(int a, int b, int c);

  /** Pushes the result of one of add, sub, mul, div, max, min. */
  void binary(String name, int a, int b);

  /** Shifts the register's bits left by 23 as integers and pushes them as floats. */
  void shiftToExponent(int register);
}
