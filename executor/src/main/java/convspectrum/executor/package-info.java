/** What a graph takes on this CPU: runtimes and measuring. */
@NullMarked
package convspectrum.executor;

import org.jspecify.annotations.NullMarked;
