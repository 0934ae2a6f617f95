/**
 * The gradient engine in one precision: {@link convspectrum.gradients.float32.Tape} runs a plan, a
 * rule per op holds its forward and backward side by side, and {@code Kernels} are the loops that
 * take the time. The build makes package {@code float64} of these very sources, with {@code double}
 * for {@code float}: write nothing here that does not hold for both.
 */
@NullMarked
package convspectrum.gradients.float32;

import org.jspecify.annotations.NullMarked;
