/** Benchmarks of this project's own parts. */
@NullMarked
package convspectrum.bench;

import org.jspecify.annotations.NullMarked;
