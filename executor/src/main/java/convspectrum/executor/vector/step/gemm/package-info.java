/** Computes convolutions and products of matrices as tiles of sums in registers. */
@NullMarked
package convspectrum.executor.vector.step.gemm;

import org.jspecify.annotations.NullMarked;
