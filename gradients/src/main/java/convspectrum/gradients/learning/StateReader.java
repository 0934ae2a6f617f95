package convspectrum.gradients.learning;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * Reads what {@link StateWriter} wrote.
 *
 * @param in big-endian numbers
 * @param single whether they are float32, else float64
 */
public record StateReader(DataInputStream in, boolean single) {
  /**
   * Begins an array.
   *
   * @throws IOException also if it has another length
   */
  public void begin(int count) throws IOException {
    int found = in.readInt();
    if (found != count) {
      throw new IOException("an array of " + found + " numbers; expected " + count);
    }
  }

  /** Reads the next number. */
  public double read() throws IOException {
    return single ? in.readFloat() : in.readDouble();
  }
}
