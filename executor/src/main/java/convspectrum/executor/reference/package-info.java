/**
 * The oracle: every op in plain Java, written to be read, on one thread. Sums are accumulated in
 * double precision and rounded once. Whatever another runtime computes is compared with this.
 *
 * <p>Start at {@link convspectrum.executor.reference.ReferenceRuntime}. There is a class per family
 * of ops; {@code ReferenceKernels} chooses.
 */
@NullMarked
package convspectrum.executor.reference;

import org.jspecify.annotations.NullMarked;
