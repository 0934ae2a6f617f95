package convspectrum.costmodel;

/**
 * What one node, block or network costs: exact counts.
 *
 * @param params learned values (of Keras: running statistics too)
 * @param nonTrainableParams running means and variances of batch norms
 * @param macs multiply-accumulates; of a convention in MACs, the tool's figure
 * @param flops floating-point operations; of a convention in FLOPs, the tool's figure, else 2 ×
 *     MACs
 * @param bytesRead inputs, each distinct one once, and parameters
 * @param bytesWritten outputs
 * @param activations elements written
 */
public record Cost(
    long params,
    long nonTrainableParams,
    long macs,
    long flops,
    long bytesRead,
    long bytesWritten,
    long activations) {
  /** The cost of nothing: all counts are 0. */
  public static final Cost ZERO = new Cost(0, 0, 0, 0, 0, 0, 0);

  /**
   * The sum of both costs.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public Cost plus(Cost other) {
    return new Cost(
        Math.addExact(params, other.params),
        Math.addExact(nonTrainableParams, other.nonTrainableParams),
        Math.addExact(macs, other.macs),
        Math.addExact(flops, other.flops),
        Math.addExact(bytesRead, other.bytesRead),
        Math.addExact(bytesWritten, other.bytesWritten),
        Math.addExact(activations, other.activations));
  }

  /** The bytes and activations alone: what a node moves that makes no difference to an output. */
  Cost withoutOperations() {
    return new Cost(0, 0, 0, 0, bytesRead, bytesWritten, activations);
  }

  /** Bytes read and written. */
  public long bytes() {
    return Math.addExact(bytesRead, bytesWritten);
  }

  /** FLOPs per byte moved; 0 where nothing is moved. */
  public double arithmeticIntensity() {
    return bytes() == 0 ? 0 : (double) flops / bytes();
  }
}
