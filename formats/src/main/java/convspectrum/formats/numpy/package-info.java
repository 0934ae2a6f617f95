/**
 * Tensors as NumPy's {@code .npy} files, which {@link convspectrum.formats.numpy.Npy} reads and
 * writes, and as archives of them, which {@link convspectrum.formats.numpy.Npz} reads.
 */
@NullMarked
package convspectrum.formats.numpy;

import org.jspecify.annotations.NullMarked;
