/** The command line. Each subpackage holds the commands of one theme. */
@NullMarked
package convspectrum.cli;

import org.jspecify.annotations.NullMarked;
