package convspectrum.gradients.batch;

import convspectrum.spec.fault.FailedRunException;

/** A batch needs more memory than there is. */
public final class OutOfMemoryException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception: {@code graph} over {@code batch} samples needs {@code needed} bytes. */
  public OutOfMemoryException(String graph, int batch, long needed, long available) {
    super(
        "%s: a batch of %d needs %s of memory; there are %s; take a smaller batch, or more memory: -Xmx, and for executors of Spark spark.executor.memory"
            .formatted(graph, batch, mebibytes(needed), mebibytes(available)));
  }

  private static String mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
  }
}
