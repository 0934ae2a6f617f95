/**
 * Constants of an ONNX model: what initializers hold, and what nodes compute of them. Exporters
 * compute shapes inside the graph; {@link convspectrum.formats.onnx.read.constant.Folding} works
 * them out. A {@link convspectrum.formats.onnx.read.constant.ConstantTensor} knows its shape at
 * once and its values when asked, so that counting a network never reads its weights.
 */
@NullMarked
package convspectrum.formats.onnx.read.constant;

import org.jspecify.annotations.NullMarked;
