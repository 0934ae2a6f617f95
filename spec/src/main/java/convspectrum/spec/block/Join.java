package convspectrum.spec.block;

/** How results become one. */
public enum Join {
  /** Element by element: shapes are equal, or broadcast. */
  ADD,
  /** One after the other along the channels. */
  CONCAT,
  /** Element by element: shapes are equal, or broadcast. */
  MULTIPLY
}
