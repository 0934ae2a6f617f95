package convspectrum.executor.measure.result;

import convspectrum.costmodel.DataType;
import java.time.Instant;

/**
 * The conditions of a measurement that are the same for all designs of a run.
 *
 * @param runtime name of the runtime
 * @param runtimeVersion its version
 * @param threads threads inside one pass
 * @param dtype type of weights and values: {@code float32}, {@code int8}
 * @param machine fingerprint of the machine
 * @param date start of the run
 */
public record Conditions(
    String runtime,
    String runtimeVersion,
    int threads,
    String dtype,
    String machine,
    Instant date) {
  public Conditions {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; expected at least 1");
    }
  }

  /** The type of weights and values. */
  public DataType type() {
    return DataType.named(dtype);
  }

  /** Whether weights and values are float32, of which the limits of a machine are. */
  public boolean isSinglePrecision() {
    return dtype.equals(DataType.FLOAT32.word());
  }
}
