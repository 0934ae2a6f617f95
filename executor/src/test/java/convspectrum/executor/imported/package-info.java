/**
 * Files of other tools, imported and run, beside what ONNX Runtime makes of the same file: models
 * of one op each, written as exporters write them, and a few whole networks. {@link
 * convspectrum.executor.imported.ImportedModels} compares them.
 */
@NullMarked
package convspectrum.executor.imported;

import org.jspecify.annotations.NullMarked;
