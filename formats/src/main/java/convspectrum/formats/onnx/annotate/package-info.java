/** Figures beside the nodes of an ONNX file, where viewers such as Netron show them. */
@NullMarked
package convspectrum.formats.onnx.annotate;

import org.jspecify.annotations.NullMarked;
