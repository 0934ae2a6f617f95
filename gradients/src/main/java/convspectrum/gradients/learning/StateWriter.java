package convspectrum.gradients.learning;

import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Writes numbers of one precision.
 *
 * @param out receives big-endian numbers
 * @param single whether they are float32, else float64
 */
public record StateWriter(DataOutputStream out, boolean single) {
  /** Begins an array. */
  public void begin(int count) throws IOException {
    out.writeInt(count);
  }

  /** Writes the next number. */
  public void write(double value) throws IOException {
    if (single) {
      out.writeFloat((float) value);
    } else {
      out.writeDouble(value);
    }
  }
}
