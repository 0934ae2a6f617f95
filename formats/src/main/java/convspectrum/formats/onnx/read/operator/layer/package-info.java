/**
 * Readers of layers: convolutions, pools, norms, products of matrices, resampling and spectra.
 * {@link convspectrum.formats.onnx.read.operator.layer.LayerOperators} lists them by the names of
 * their ops.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator.layer;

import org.jspecify.annotations.NullMarked;
