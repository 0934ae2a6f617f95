/**
 * What a command works on: the designs of a spec, of the zoo or of an ONNX file ({@link
 * convspectrum.cli.model.Model}), the sweeps over a spec, and images.
 */
@NullMarked
package convspectrum.cli.model;

import org.jspecify.annotations.NullMarked;
