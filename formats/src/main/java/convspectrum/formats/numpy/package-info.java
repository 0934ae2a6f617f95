/**
 * Tensors as NumPy's {@code .npy} files; {@link convspectrum.formats.numpy.Npy} reads and writes
 * them.
 */
@NullMarked
package convspectrum.formats.numpy;

import org.jspecify.annotations.NullMarked;
