/**
 * What commands print on and react to: the format, rows and columns of a table, the progress bar,
 * the terminal, and Ctrl-C.
 */
@NullMarked
package convspectrum.cli.terminal;

import org.jspecify.annotations.NullMarked;
