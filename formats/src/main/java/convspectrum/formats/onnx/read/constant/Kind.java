package convspectrum.formats.onnx.read.constant;

/** What elements are; of the many ONNX types only this much matters here. */
public enum Kind {
  /** Real numbers of any width, held in single precision. */
  FLOAT,
  /** Integers of any width, held in 64 bits. */
  INTEGER,
  /** Truth values, held as 0 and 1. */
  BOOL
}
