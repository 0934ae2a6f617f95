/**
 * Where the time of a command and of its networks goes, as a trace that viewers of Chrome's
 * trace-event format draw.
 */
@NullMarked
package convspectrum.reports.trace;

import org.jspecify.annotations.NullMarked;
