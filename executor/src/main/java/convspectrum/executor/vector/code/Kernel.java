package convspectrum.executor.vector.code;

/**
 * A generated loop nest. Every kernel has these arguments and each uses those that it needs; what
 * they count is said where the kernel is generated.
 */
public interface Kernel {
  /**
   * Computes some pixels.
   *
   * @param values the arena: inputs, results and what is added to them
   * @param in where the first input value lies in {@code values}
   * @param out where the first result goes in {@code values}
   * @param other where the first value of a second operand lies in {@code values}
   * @param weights packed weights
   * @param weight where the first weight lies in {@code weights}
   * @param bias where the first bias lies in {@code weights}
   * @param table offsets that the kernel's loops take from memory
   * @param count how often the outer loop runs
   * @param depth how often the inner loop runs
   */
  void run(
      float[] values,
      int in,
      int out,
      int other,
      float[] weights,
      int weight,
      int bias,
      int[] table,
      int count,
      int depth);
}
