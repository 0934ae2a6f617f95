/**
 * Reference kernels of ops that read or write at places which are values of an input: sampling
 * grids, offsets, boxes and indices. Sums are accumulated in float64.
 */
@NullMarked
package convspectrum.executor.reference.sampling;

import org.jspecify.annotations.NullMarked;
