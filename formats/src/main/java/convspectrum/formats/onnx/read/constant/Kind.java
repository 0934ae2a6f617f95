package convspectrum.formats.onnx.read.constant;

/** The kind of elements. Only this much of the many ONNX types matters here. */
public enum Kind {
  /** Real numbers of any width, held in single precision. */
  FLOAT,
  /** Integers of any width, held in 64 bits. */
  INTEGER,
  /** Truth values, held as 0 and 1. */
  BOOL
}
