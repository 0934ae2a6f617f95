package convspectrum.formats.onnx.read.constant;

/**
 * Where in the model's file the values of a tensor lie.
 *
 * @param offset of the first byte
 * @param length in bytes
 */
public record Region(long offset, int length) {
  /** The region of a tensor that lies nowhere in the file. */
  public static final Region NONE = new Region(0, 0);
}
