/** Runs graphs on this CPU and measures their time. */
@NullMarked
package convspectrum.executor;

import org.jspecify.annotations.NullMarked;
