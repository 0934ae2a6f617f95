package convspectrum.spec.lowering;

import convspectrum.spec.expression.NearestDivisor;

/** Is told what a graph was made of. Most graphs are made without a listener. */
interface Trace {
  /** The trace that ignores everything. */
  Trace NONE = new Trace() {};

  /** A choice in place was read, by its place in the space. */
  default void choice(int parameter) {}

  /** A divisor was taken for what was asked for. */
  default void divisor(NearestDivisor divisor) {}
}
