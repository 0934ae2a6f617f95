/** Costs and times as texts beside the nodes of an ONNX file. */
@NullMarked
package convspectrum.reports.annotate;

import org.jspecify.annotations.NullMarked;
