/** Decides how often, how long and in which order programs are timed. */
@NullMarked
package convspectrum.executor.measure.protocol;

import org.jspecify.annotations.NullMarked;
