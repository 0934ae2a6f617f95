/**
 * The library: reads a spec, a network of the zoo or an ONNX file, and tells what its designs cost,
 * how long they take on this CPU, how training-free proxies score them, and which of them nothing
 * beats.
 *
 * <pre>{@code
 * Model model = Model.read(file);
 * Design design = model.design(Map.of("segments", "8"));
 * long macs = design.cost().macs();
 * Table layers = design.costs(Rows.LAYER);
 * }</pre>
 *
 * <p>All types are immutable and safe to share between threads. What is wrong with an input is a
 * {@link convspectrum.api.ConvspectrumException} with places. No argument may be null; one that is
 * ends in a {@link NullPointerException} with its name. This package keeps to semantic versioning;
 * all other packages of the project may change at any time.
 */
@NullMarked
package convspectrum.api;

import org.jspecify.annotations.NullMarked;
