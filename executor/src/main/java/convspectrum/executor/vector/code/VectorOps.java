package convspectrum.executor.vector.code;

/** Instructions on registers: each leaves its result on the stack, where {@link #set} takes it. */
interface VectorOps {
  /** Pushes consecutive values; {@code place} pushes array and index. */
  void load(Runnable place);

  /** Pushes one value in all lanes; {@code value} pushes the float. */
  void broadcast(Runnable value);

  /** Stores a register; {@code place} pushes array and index. */
  void store(int from, Runnable place);

  void get(int register);

  void set(int register);

  /** Pushes a · b + c, rounded once or twice. */
  void fma(int a, int b, int c);

  /** Pushes one of add, sub, mul, div, max, min. */
  void binary(String name, int a, int b);

  /** Pushes the bits of the register, as integers shifted left by 23, as floats. */
  void shiftToExponent(int register);
}
