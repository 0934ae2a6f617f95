/** Windows over maps: padding, patches and rows for convolutions, and sums for pools. */
@NullMarked
package convspectrum.gradients.float32.window;

import org.jspecify.annotations.NullMarked;
