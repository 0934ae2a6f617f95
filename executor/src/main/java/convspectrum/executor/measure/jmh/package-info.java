/** Measuring by JMH, each design in forked processes of its own. */
@NullMarked
package convspectrum.executor.measure.jmh;

import org.jspecify.annotations.NullMarked;
