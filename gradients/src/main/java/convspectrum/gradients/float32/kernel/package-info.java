/**
 * The loops that take the time of the gradient engine, with vectors and in plain Java, which yield
 * the same bits.
 */
@NullMarked
package convspectrum.gradients.float32.kernel;

import org.jspecify.annotations.NullMarked;
