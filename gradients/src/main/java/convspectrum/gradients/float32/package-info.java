/**
 * The gradient engine in one precision: {@link convspectrum.gradients.float32.Tape} runs a plan, a
 * rule per op contains its forward and backward pass, and {@code Kernels} are the loops that take
 * most of the time. The build generates package {@code float64} from these sources, with {@code
 * double} for {@code float}, so the code here must be valid for both.
 */
@NullMarked
package convspectrum.gradients.float32;

import org.jspecify.annotations.NullMarked;
