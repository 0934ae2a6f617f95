/** Winograd convolution: the transforms of tiles, and the products between them. */
@NullMarked
package convspectrum.executor.vector.step.winograd;

import org.jspecify.annotations.NullMarked;
