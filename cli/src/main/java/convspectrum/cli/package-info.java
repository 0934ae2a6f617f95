/** The command line: one class per command. */
@NullMarked
package convspectrum.cli;

import org.jspecify.annotations.NullMarked;
