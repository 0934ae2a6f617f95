/**
 * Where commands write to and hear from: the format of a table, the progress bar, whether somebody
 * looks, and Ctrl-C.
 */
@NullMarked
package convspectrum.cli.terminal;

import org.jspecify.annotations.NullMarked;
