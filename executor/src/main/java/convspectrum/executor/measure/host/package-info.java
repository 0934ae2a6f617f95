/** Warms up and times programs, in this process or in another one. */
@NullMarked
package convspectrum.executor.measure.host;

import org.jspecify.annotations.NullMarked;
