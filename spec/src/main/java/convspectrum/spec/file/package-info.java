/**
 * Writing files so that nobody ever sees half of one: {@link convspectrum.spec.file.AtomicFile}.
 */
@NullMarked
package convspectrum.spec.file;

import org.jspecify.annotations.NullMarked;
