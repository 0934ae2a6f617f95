/** Winograd convolution: the transforms of tiles, and the products between the transforms. */
@NullMarked
package convspectrum.executor.vector.step.winograd;

import org.jspecify.annotations.NullMarked;
