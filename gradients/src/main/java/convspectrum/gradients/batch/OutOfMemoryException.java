package convspectrum.gradients.batch;

import convspectrum.spec.fault.FailedRunException;

/** A batch is too large for the memory there is. */
public final class OutOfMemoryException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** {@code graph} over {@code batch} samples needs so many bytes, of those there are. */
  public OutOfMemoryException(String graph, int batch, long needed, long available) {
    super(
        "%s: a batch of %d needs %s of memory; there are %s; take a smaller batch"
            .formatted(graph, batch, mebibytes(needed), mebibytes(available)));
  }

  private static String mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
  }
}
