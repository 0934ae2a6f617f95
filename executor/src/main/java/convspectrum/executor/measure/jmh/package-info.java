/** Measures with JMH, each design in its own forked processes. */
@NullMarked
package convspectrum.executor.measure.jmh;

import org.jspecify.annotations.NullMarked;
