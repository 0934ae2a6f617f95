/**
 * The interface of all runtimes. An {@link convspectrum.executor.runtime.InferenceRuntime} compiles
 * a graph to a {@link convspectrum.executor.runtime.Program} and does all work that can be done
 * once, so that only running the program is timed.
 */
@NullMarked
package convspectrum.executor.runtime;

import org.jspecify.annotations.NullMarked;
