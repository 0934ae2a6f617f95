/**
 * The loops that take most of the gradient engine's time, in the Vector API and in plain Java, with
 * results that are equal to the bit.
 */
@NullMarked
package convspectrum.gradients.float32.kernel;

import org.jspecify.annotations.NullMarked;
