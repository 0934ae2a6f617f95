/**
 * What runs a graph. An {@link convspectrum.executor.runtime.InferenceRuntime} compiles a graph to
 * a {@link convspectrum.executor.runtime.Program}, doing all the work that can be done once;
 * running it is then all that is left to time.
 */
@NullMarked
package convspectrum.executor.runtime;

import org.jspecify.annotations.NullMarked;
