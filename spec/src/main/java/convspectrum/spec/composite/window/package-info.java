/**
 * How kernels and blocks slide along the axes of a map: what convolutions over any number of axes
 * require and store, and the sum of taps that meet, which defines a transposed convolution.
 */
@NullMarked
package convspectrum.spec.composite.window;

import org.jspecify.annotations.NullMarked;
