/**
 * The oracle: every op in plain, readable Java on one thread. Sums are accumulated in double
 * precision and rounded once. The results of all other runtimes are compared with these.
 *
 * <p>Start at {@link convspectrum.executor.reference.ReferenceRuntime}. There is one class per
 * family of ops; {@code ReferenceKernels} chooses.
 */
@NullMarked
package convspectrum.executor.reference;

import org.jspecify.annotations.NullMarked;
