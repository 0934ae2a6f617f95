package convspectrum.executor.vector.code;

/**
 * A generated loop nest. Every kernel has these arguments and uses those that it needs; the Javadoc
 * of its generator says what they count.
 */
public interface Kernel {
  /**
   * Computes some pixels.
   *
   * @param values the arena: inputs, results and operands that are added to them
   * @param in index of the first input value in {@code values}
   * @param out index of the first result in {@code values}
   * @param other index of the first value of a second operand in {@code values}
   * @param weights packed weights
   * @param weight index of the first weight in {@code weights}
   * @param bias index of the first bias in {@code weights}
   * @param table offsets that the kernel's loops read from memory
   * @param count number of iterations of the outer loop
   * @param depth number of iterations of the inner loop
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
