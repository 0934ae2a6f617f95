/**
 * Other processes that a command is run in: one that has the Vector API ({@link
 * convspectrum.cli.process.VectorProcess}), and the forks of JMH ({@link
 * convspectrum.cli.process.JmhForks}).
 */
@NullMarked
package convspectrum.cli.process;

import org.jspecify.annotations.NullMarked;
